import type { BotEffect } from '../src/bot/effects';
import type { DialogTurn, Memory, Said, Step } from '../src/bot/dialog';
import type { Services } from '../src/bot/services';
import type { Standing } from '../src/complaints/complaint';
import { showMoment, showPeriod } from '../src/platform/show';
import type { Mood } from '../src/understanding/types';
import type { ComplaintData } from './complaint-fields';
import { offerNotice } from './page-offer';

/** Everything that was gathered, confirmed by the consumer. */
interface Gathered {
  data: Partial<ComplaintData>;
  attachments: readonly string[];
  mood: Mood;
}

/** Registers a complaint and gives its receipt: number, last reply day with its basis, and the ladder of remedies. */
export async function registerComplaint(
  { data, attachments, mood }: Gathered,
  turn: DialogTurn,
  services: Services,
  memory: Memory,
): Promise<Step<never>> {
  const { intake } = turn.say;
  const number = await services.complaints.mintNumber(turn.id, turn.at);
  const { rule, dueOn } = services.complaints.deadline(turn.at);
  const whole = services.understand(data.facts ?? '', { now: turn.at });
  const standing = standingOf(data.facts ?? '');
  const effect: BotEffect = {
    type: 'registerComplaint',
    draft: {
      number,
      conversationId: turn.conversationId,
      entry: turn.channel,
      consumerId: turn.consumerId,
      receivedAt: turn.at.toISOString(),
      standing,
      name: data.name,
      phone: data.phone,
      accountTail: data.accountTail,
      facts: data.facts ?? '',
      happened: data.happened,
      amountFen: data.amount?.fen,
      product: data.product,
      respondent: data.respondent,
      requests: data.request?.kinds ?? [],
      requestText: data.request?.text ?? '',
      attachmentUrls: attachments,
      predicted: { ...whole.taxonomy, requests: whole.requests, flags: whole.flags },
      flags: whole.flags,
      mood,
    },
  };
  const due = showPeriod(dueOn, turn.locale);
  const ladder = intake.ladder({ hotline: services.bank.hotline });
  const basis = `《${rule.instrument}》${rule.article}`;
  const receipt: Said = {
    text: `${intake.registered({ number, due, days: rule.limit })}\n${intake.ladderText({ steps: ladder })}`,
    choices: intake.after,
    card: {
      contentType: 'application/vnd.xiaobao.receipt',
      content: {
        title: intake.receipt.title,
        rows: [
          { label: intake.receipt.number, value: number },
          { label: intake.receipt.received, value: showMoment(turn.at, turn.locale) },
          { label: intake.receipt.due, value: due },
          { label: intake.receipt.basis, value: basis },
        ],
        copy: { label: intake.receipt.copy, value: number },
        note: intake.receipt.note,
        ladder,
      },
    },
  };
  const note = intake.standingNote[standing];
  return {
    state: null,
    say: [...(note ? [note] : []), receipt, ...offerNotice(turn, services)],
    effects: [effect, { type: 'bindEvidence', number, at: turn.at.toISOString() }],
    memory: { complaintNumber: number, paused: null, consentAt: memory.consentAt ?? turn.at.toISOString() },
  };
}

/** Whether the consumer speaks for someone else (art. 14). */
export function standingOf(facts: string): Standing {
  if (/(去世|过世|走了以后|不在了|继承|遗产|遗留)/.test(facts) && /(存款|账户|卡|钱|继承)/.test(facts)) return 'heir';
  return /(替我?[妈爸爹娘父母老奶爷公婆儿女]|帮我?[妈爸爹娘父母老奶爷公婆儿女].{0,4}(投诉|问)|我是.{0,4}律师|代理客户|受.{1,6}委托)/.test(
    facts,
  )
    ? 'agent'
    : 'self';
}
