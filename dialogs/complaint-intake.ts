import { chosen, isBack, isCancel, isChange, isNo, isQuestion, isSkip, isYes } from '../src/bot/answers';
import type { BotEffect } from '../src/bot/effects';
import type { DialogTurn, Flow, Memory, Said, Step } from '../src/bot/dialog';
import { askFor, emptyForm, goBack, listen, nextField, reopen, shown, skip } from '../src/bot/form';
import type { FormState } from '../src/bot/form';
import type { Services } from '../src/bot/services';
import { showMoment, showPeriod } from '../src/platform/show';
import type { Standing } from '../src/complaints/complaint';
import { complaintFields as fields, fieldToChange } from './complaint-fields';
import type { ComplaintData } from './complaint-fields';
import { gistOf } from './gist';

interface IntakeState {
  form: FormState<ComplaintData>;
  /** `summary`: everything is known and the consumer is looking at it. */
  stage: 'asking' | 'summary';
  attachments: string[];
  mood: 'calm' | 'upset' | 'furious' | 'desperate';
}

/** Takes down a complaint: listens first, asks only for what is missing, shows it, and registers it on the consumer's word. */
export const complaintIntake: Flow<IntakeState> = {
  name: 'complaint-intake',
  version: 1,

  start(turn) {
    const fresh: IntakeState = { form: emptyForm(), stage: 'asking', attachments: urls(turn), mood: turn.understanding.mood };
    const heard = listen(fields, fresh.form, turn);
    const state = { ...fresh, form: heard.form };
    const known = shown(fields, heard.form, turn, ['product', 'amount', 'happened', 'request', 'respondent']);
    const said: Said[] = [opening(turn, heard.form.data.facts)];
    if (known.length > 0)
      said.push(turn.say.intake.understood({ list: known.map((row) => row.value).join(turn.say.intake.sep) }));
    return proceed(state, said, turn);
  },

  async resume(state, turn, services, memory) {
    const said: Said[] = [];
    const files = urls(turn);
    if (files.length > 0) {
      state = { ...state, attachments: [...state.attachments, ...files] };
      said.push(turn.say.intake.evidence({ count: files.length }));
      if (!turn.text.trim()) return proceed(state, said, turn);
    }
    if (isCancel(turn.text)) {
      return {
        state: null,
        say: [turn.say.intake.cancelled],
        memory: { paused: { name: this.name, version: this.version, state } },
      };
    }
    if (isBack(turn.text)) {
      const before = goBack(state.form);
      if (!before) return proceed(state, [turn.say.intake.firstAlready], turn);
      return proceed({ ...state, stage: 'asking', form: before }, [turn.say.intake.back], turn);
    }
    const change = fieldToChange(turn);
    if (change) return proceed({ ...state, stage: 'asking', form: reopen(state.form, change) }, [], turn);
    return state.stage === 'summary' ? atSummary(state, turn, services, memory) : atQuestion(state, said, turn, services);
  },

  remind(state, turn) {
    return state.form.asked ? fields[state.form.asked].ask(turn, state.form.data) : summary(state, turn);
  },

  migrate: () => null,
};

function atQuestion(state: IntakeState, said: Said[], turn: DialogTurn, services: Services): Step<IntakeState> {
  const asked = state.form.asked;
  if (asked && fields[asked].optional && isSkip(turn.text))
    return proceed({ ...state, form: skip(state.form, asked) }, said, turn);

  const heard = listen(fields, state.form, turn);
  if (heard.form.data.consent === 'no') return refused(turn, services);
  const next = { ...state, form: heard.form };
  const learned = [...heard.learned, ...heard.corrected];
  if (learned.length === 0 && heard.form.asked) {
    if (isQuestion(turn.text)) return { state: next, say: [], aside: true };
    const field = fields[heard.form.asked];
    return { state: next, say: [...said, field.retry?.(turn) ?? field.ask(turn, heard.form.data)] };
  }
  if (heard.corrected.length > 0) {
    said.push(turn.say.intake.corrected({ list: values(heard.form, turn, heard.corrected) }));
  } else {
    // Says back what was understood, but not a name or a number that was asked for and typed this moment.
    const unasked = values(
      heard.form,
      turn,
      learned.filter((key) => key !== asked && key !== 'facts'),
    );
    if (unasked) said.push(turn.say.intake.alsoNoted({ list: unasked }));
  }
  return proceed(next, said, turn);
}

function atSummary(
  state: IntakeState,
  turn: DialogTurn,
  services: Services,
  memory: Memory,
): Step<IntakeState> | Promise<Step<IntakeState>> {
  const choice = chosen(turn.text, turn.say.intake.confirmChoices);
  const [confirm, change] = turn.say.intake.confirmChoices;
  if (choice === confirm || isYes(turn.text)) return register(state, turn, services, memory);
  if (choice === change || isChange(turn.text) || isNo(turn.text)) {
    const rows = shown(fields, state.form, turn);
    return {
      state,
      say: [
        { text: turn.say.intake.whichChange, choices: rows.slice(0, 8).map(({ label }) => turn.say.intake.change({ label })) },
      ],
    };
  }
  if (isQuestion(turn.text)) return { state, say: [], aside: true };
  const heard = listen(fields, state.form, turn);
  const changed = [...heard.learned, ...heard.corrected];
  const added = heard.form.data.facts !== state.form.data.facts;
  if (changed.length === 0 && !added)
    return { state, say: [{ text: turn.say.intake.retry.confirm, choices: turn.say.intake.confirmChoices }] };
  const said =
    heard.corrected.length > 0
      ? [turn.say.intake.corrected({ list: values(heard.form, turn, heard.corrected) })]
      : [turn.say.intake.noted];
  return proceed({ ...state, form: heard.form }, said, turn);
}

/** Asks the next question, or shows the summary when there is none. */
function proceed(state: IntakeState, said: Said[], turn: DialogTurn): Step<IntakeState> {
  const next = nextField(fields, state.form);
  if (next) {
    const form = askFor(state.form, next);
    return { state: { ...state, stage: 'asking', form }, say: [...said, fields[next].ask(turn, form.data)] };
  }
  const ready: IntakeState = { ...state, stage: 'summary', form: { ...state.form, asked: null } };
  return { state: ready, say: [...said, summary(ready, turn)] };
}

function summary(state: IntakeState, turn: DialogTurn): Said {
  const { intake } = turn.say;
  const rows = shown(fields, state.form, turn).map((row) => ({ ...row, change: intake.change({ label: row.label }) }));
  const standing = standingOf(state.form.data.facts ?? '');
  const extra = [
    ...(standing === 'self' ? [] : [{ key: 'standing', label: intake.labels.standing, value: intake.standing[standing] }]),
    ...(state.attachments.length > 0
      ? [{ key: 'evidence', label: intake.labels.evidence, value: String(state.attachments.length) }]
      : []),
  ];
  const all = [...rows, ...extra];
  return {
    text: `${intake.summaryTitle}\n${all.map(({ label, value }) => `${label}：${value}`).join('\n')}\n${intake.confirm}`,
    choices: intake.confirmChoices,
    card: {
      contentType: 'application/vnd.xiaobao.summary',
      content: { title: intake.summaryTitle, rows: all, note: intake.confirm },
    },
  };
}

async function register(state: IntakeState, turn: DialogTurn, services: Services, memory: Memory): Promise<Step<IntakeState>> {
  const { data } = state.form;
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
      facts: data.facts ?? '',
      happened: data.happened,
      amountFen: data.amount?.fen,
      product: data.product,
      respondent: data.respondent,
      requests: data.request?.kinds ?? [],
      requestText: data.request?.text ?? '',
      attachmentUrls: state.attachments,
      predicted: { ...whole.taxonomy, requests: whole.requests, flags: whole.flags },
      flags: whole.flags,
      mood: state.mood,
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
    say: [...(note ? [note] : []), receipt],
    effects: [effect],
    memory: { complaintNumber: number, paused: null, consentAt: memory.consentAt ?? turn.at.toISOString() },
  };
}

function refused(turn: DialogTurn, services: Services): Step<IntakeState> {
  const { intake } = turn.say;
  return {
    state: null,
    say: [{ text: intake.consentRefused({ hotline: services.bank.hotline }), choices: intake.consentRefusedChoices }],
  };
}

function opening(turn: DialogTurn, facts: string | undefined): string {
  const { heard } = turn.say.intake;
  const gist = facts && turn.locale === 'zh-CN' ? gistOf(facts) : undefined;
  if (turn.understanding.mood === 'calm') return gist ? heard.withFacts({ gist }) : heard.plain;
  return gist ? heard.upset({ gist }) : heard.upsetPlain;
}

/** Whether the consumer speaks for someone else (art. 14). */
function standingOf(facts: string): Standing {
  if (/(去世|过世|走了以后|不在了|继承|遗产|遗留)/.test(facts) && /(存款|账户|卡|钱|继承)/.test(facts)) return 'heir';
  return /(替我?[妈爸爹娘父母老奶爷公婆儿女]|帮我?[妈爸爹娘父母老奶爷公婆儿女].{0,4}(投诉|问)|我是.{0,4}律师|代理客户|受.{1,6}委托)/.test(
    facts,
  )
    ? 'agent'
    : 'self';
}

function values(form: FormState<ComplaintData>, turn: DialogTurn, only: readonly (keyof ComplaintData)[]): string {
  return shown(fields, form, turn, only)
    .map((row) => row.value)
    .join(turn.say.intake.sep);
}

function urls(turn: DialogTurn): string[] {
  return turn.attachments.flatMap((one) => (one.contentUrl ? [one.contentUrl] : []));
}
