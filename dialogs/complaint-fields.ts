import { isNo, isQuestion, isThanks, isYes } from '../src/bot/answers';
import type { DialogTurn } from '../src/bot/dialog';
import type { Field, Fields } from '../src/bot/form';
import { maskCard, maskName, maskPhone } from '../src/platform/masking';
import { nameAnswered, nameIntroduced } from './consumer-name';
import { isWish } from './not-an-answer';
import { passesThroughOthers } from './page-offer';
import { dayOf } from '../src/platform/shanghai';
import { periodOf, showMoney, showPeriod } from '../src/platform/show';
import { answeredPeriod } from '../src/understanding/entities/answered-period';
import type { Entity, RequestKind } from '../src/understanding/types';

/** What art. 13 of 令2020年第3号 allows to ask for, and nothing the bank can look up: facts first, identity last. */
export interface ComplaintData {
  facts: string;
  product: string;
  amount: { fen: number | readonly [number, number]; approximate: boolean };
  happened: string;
  request: { text: string; kinds: readonly RequestKind[] };
  respondent: string;
  consent: 'yes' | 'no';
  name: string;
  phone: string;
  /** The last four digits of the account, from the secure page only. */
  accountTail: string;
}

const CHOICE_LIMIT = 20;
const FACTS_LIMIT = 4000;
/** In characters: what tells of the matter without being asked to. */
const SHORTEST_STORY = 12;
const SHORTEST_STORY_IN_LETTERS = 20;
const BETWEEN_PEOPLE = /柜员|柜台|大堂|客户经理|理财经理|员工|工作人员|态度|保安|排队|排了|teller|staff|rude/i;

const facts: Field<ComplaintData, string> = {
  label: (turn) => turn.say.intake.labels.facts,
  ask: (turn) => turn.say.intake.ask.facts,
  retry: (turn) => turn.say.intake.retry.facts,
  read: (turn, asked) => {
    const text = turn.text.trim();
    if (asked) return tellsSomething(text) ? text : undefined;
    const enough = /\p{Script=Han}/u.test(text) ? SHORTEST_STORY : SHORTEST_STORY_IN_LETTERS;
    return tellsSomething(text) && text.length >= enough && !isQuestion(text) ? text : undefined;
  },
  join: (known, more) => (known.includes(more) ? known : `${known}\n${more}`).slice(0, FACTS_LIMIT),
  show: (value) => value,
};

const product: Field<ComplaintData, string> = {
  anyWords: true,
  optional: true,
  // How people behaved is a matter of its own: which product it was about adds nothing.
  wanted: (data) => !BETWEEN_PEOPLE.test(data.facts ?? ''),
  label: (turn) => turn.say.intake.labels.product,
  ask: (turn) => ({ text: turn.say.intake.ask.product, choices: turn.say.intake.ask.productChoices }),
  read: (turn, asked) => {
    const mentioned = entity(turn, 'product')?.source;
    if (mentioned) return mentioned;
    return asked && turn.text.trim().length <= CHOICE_LIMIT && isAnswer(turn.text) ? turn.text.trim() : undefined;
  },
  show: (value) => value,
};

const amount: Field<ComplaintData, ComplaintData['amount']> = {
  optional: true,
  wanted: () => false, // taken when said; a complaint without a sum is none the worse
  label: (turn) => turn.say.intake.labels.amount,
  ask: (turn) => turn.say.intake.labels.amount,
  read: (turn) => {
    const said = turn.understanding.entities.filter((one) => one.kind === 'money' && one.role === 'disputed' && !one.currency);
    const first = said[0];
    return first?.kind === 'money' ? { fen: first.value, approximate: first.approximate } : undefined;
  },
  show: ({ fen, approximate }, turn) => {
    const text =
      typeof fen === 'number'
        ? showMoney(fen, turn.locale)
        : `${showMoney(fen[0], turn.locale)}–${showMoney(fen[1], turn.locale)}`;
    return approximate ? turn.say.intake.amountAbout({ amount: text }) : text;
  },
};

const happened: Field<ComplaintData, string> = {
  optional: true,
  label: (turn) => turn.say.intake.labels.happened,
  ask: (turn) => turn.say.intake.ask.happened,
  retry: (turn) => turn.say.intake.retry.happened,
  read: (turn, asked) => {
    const date = turn.understanding.entities.find((one) => one.kind === 'date' && !one.recurring);
    if (date?.kind === 'date') return periodOf(date.from, date.to);
    const answered = asked ? answeredPeriod(turn.text, dayOf(turn.at)) : undefined;
    return answered && periodOf(answered.from, answered.to);
  },
  show: (value, turn) => showPeriod(value, turn.locale),
};

const request: Field<ComplaintData, ComplaintData['request']> = {
  anyWords: true,
  label: (turn) => turn.say.intake.labels.request,
  ask: (turn) => ({ text: turn.say.intake.ask.request, choices: turn.say.intake.ask.requestChoices }),
  read: (turn, asked) => {
    const kinds = turn.understanding.requests;
    if (asked) return isAnswer(turn.text) ? { text: turn.text.trim().slice(0, 300), kinds } : undefined;
    return kinds.length > 0
      ? { text: kinds.map((kind) => turn.say.intake.requests[kind]).join(turn.say.intake.sep), kinds }
      : undefined;
  },
  show: ({ text }) => text,
};

const respondent: Field<ComplaintData, string> = {
  anyWords: true,
  optional: true,
  // Worth a question only where the matter happened between people or at a counter.
  wanted: (data) => BETWEEN_PEOPLE.test(data.facts ?? '') || /网点|支行|分行|branch/i.test(data.facts ?? ''),
  label: (turn) => turn.say.intake.labels.respondent,
  ask: (turn) => turn.say.intake.ask.respondent,
  read: (turn, asked) => {
    const mentions = turn.understanding.entities.filter(
      (one) => one.kind === 'branch' || (one.kind === 'staff' && /[经理工号]\S/.test(one.source)),
    );
    const named = mentions.filter((one) => one.kind === 'branch' || one.source.length > 2).map((one) => one.source);
    if (named.length > 0) return [...new Set(named)].join(' ');
    return asked && turn.text.trim().length >= 2 && !isQuestion(turn.text) ? turn.text.trim().slice(0, 100) : undefined;
  },
  show: (value) => value,
};

const consent: Field<ComplaintData, 'yes' | 'no'> = {
  hidden: true,
  label: () => '',
  ask: (turn) => ({ text: turn.say.intake.ask.consent, choices: turn.say.intake.ask.consentChoices }),
  retry: (turn) => ({ text: turn.say.intake.retry.consent, choices: turn.say.intake.ask.consentChoices }),
  read: (turn, asked) => (!asked ? undefined : isYes(turn.text) ? 'yes' : isNo(turn.text) ? 'no' : undefined),
  show: (value) => value,
};

const name: Field<ComplaintData, string> = {
  label: (turn) => turn.say.intake.labels.name,
  ask: (turn) => turn.say.intake.ask.name,
  retry: (turn) => turn.say.intake.retry.name,
  read: (turn, asked, _data, again) =>
    nameIntroduced(turn.text) ?? (asked && !isWish(turn) ? nameAnswered(turn.text, again) : undefined),
  show: (value, turn) => (passesThroughOthers(turn) ? maskName(value) : value),
};

const phone: Field<ComplaintData, string> = {
  label: (turn) => turn.say.intake.labels.phone,
  ask: (turn) => turn.say.intake.ask.phone,
  retry: (turn) => turn.say.intake.retry.phone,
  read: (turn) => entity(turn, 'phone')?.value,
  show: maskPhone,
};

const accountTail: Field<ComplaintData, string> = {
  optional: true,
  wanted: () => false, // sensitive, and the bank finds the matter without it: never asked for in a chat
  label: (turn) => turn.say.intake.labels.accountTail,
  ask: (turn) => turn.say.intake.labels.accountTail,
  read: () => undefined,
  show: maskCard,
};

export const complaintFields: Fields<ComplaintData> = {
  facts,
  product,
  amount,
  happened,
  request,
  respondent,
  consent,
  name,
  phone,
  accountTail,
};

/** The field whose label a message names after 修改 or change. */
export function fieldToChange(turn: DialogTurn): keyof ComplaintData | undefined {
  const labels = turn.say.intake.labels;
  const changeable = ['facts', 'product', 'amount', 'happened', 'request', 'respondent', 'name', 'phone'] as const;
  return changeable.find(
    (key) => turn.text.trim() === turn.say.intake.change({ label: labels[key] }) || turn.text.trim() === labels[key],
  );
}

/** Whether a text says something: not a question, not a bare yes or thanks, not a number alone. */
function isAnswer(text: string): boolean {
  return /\p{L}/u.test(text) && !isQuestion(text) && !isYes(text) && !isThanks(text);
}

/** Whether a text says what the matter is, and not only that someone wants to complain, or a number. */
function tellsSomething(text: string): boolean {
  const rest = text.replace(
    /我?(要|想|得)?(去)?(投诉|投宿|举报|反映|反应|告)(你们|银行|一下|个?事|问题)*|i want to complain|complain|你好|您好|请问|[^\p{L}]/giu,
    '',
  );
  return [...rest].length >= 4;
}

function entity<Kind extends Entity['kind']>(turn: DialogTurn, kind: Kind): (Entity & { kind: Kind }) | undefined {
  return turn.understanding.entities.find((one): one is Entity & { kind: Kind } => one.kind === kind);
}
