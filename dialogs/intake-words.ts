import type { Bubble, DialogTurn } from '../src/bot/dialog';
import { shown } from '../src/bot/form';
import type { FormState } from '../src/bot/form';
import { complaintFields } from './complaint-fields';
import type { ComplaintData } from './complaint-fields';
import { gistOf } from './gist';
import { standingOf } from './register-complaint';

/** The first sentence of a complaint: that it was heard, in the consumer's own terms where they can be turned round. */
export function openingOf(turn: DialogTurn, facts: string | undefined): string {
  const { heard } = turn.say.intake;
  const gist = facts && turn.locale === 'zh-CN' ? gistOf(facts) : undefined;
  if (turn.understanding.mood === 'calm') return gist ? heard.withFacts({ gist }) : heard.plain;
  return gist ? heard.upset({ gist }) : heard.upsetPlain;
}

/** Everything that is known, to be looked at before it is submitted; `files`: how many came with it. */
export function summaryOf(form: FormState<ComplaintData>, files: number, turn: DialogTurn): Bubble {
  const { intake } = turn.say;
  const rows = shown(complaintFields, form, turn).map((row) => ({ ...row, change: intake.change({ label: row.label }) }));
  const standing = standingOf(form.data.facts ?? '');
  const extra = [
    ...(standing === 'self' ? [] : [{ key: 'standing', label: intake.labels.standing, value: intake.standing[standing] }]),
    ...(files > 0 ? [{ key: 'evidence', label: intake.labels.evidence, value: String(files) }] : []),
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
