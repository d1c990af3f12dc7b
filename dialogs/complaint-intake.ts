import { chosen, isBack, isCancel, isChange, isNo, isQuestion, isSkip, isYes } from '../src/bot/answers';
import type { DialogTurn, Flow, Memory, Said, Step } from '../src/bot/dialog';
import { askFor, emptyForm, goBack, listen, nextField, reopen, shown, skip } from '../src/bot/form';
import type { FormState } from '../src/bot/form';
import { part } from '../src/bot/part';
import type { Services } from '../src/bot/services';
import { stillTold } from '../src/bot/told';
import { maskName, maskPhone } from '../src/platform/masking';
import { complaintFields as fields, fieldToChange } from './complaint-fields';
import type { ComplaintData } from './complaint-fields';
import { askConsent, askConsentAgain, endPages, renewIntakePage } from './intake-pages';
import { openingOf, summaryOf } from './intake-words';
import { isWish, notAnAnswer } from './not-an-answer';
import { offerPage } from './page-offer';
import { registerComplaint } from './register-complaint';

interface IntakeState {
  form: FormState<ComplaintData>;
  /** `summary`: everything is known and the consumer is looking at it. */
  stage: 'asking' | 'summary';
  attachments: string[];
  /** The page for evidence has been offered. */
  evidenceOffered?: true;
  mood: 'calm' | 'upset' | 'furious' | 'desperate';
}

/** Takes down a complaint: listens first, asks only for what is missing, shows it, and registers it on the consumer's word. */
export const complaintIntake: Flow<IntakeState> = {
  name: 'complaint-intake',
  version: 1,

  start(turn, services, memory) {
    const fresh: IntakeState = {
      form: known(emptyForm(), memory.identity),
      stage: 'asking',
      attachments: urls(turn),
      mood: turn.understanding.mood,
    };
    const told = stillTold(memory.told, turn);
    const before = told ? listen(fields, fresh.form, part(turn, told, services)).form : fresh.form;
    const heard = listen(fields, before, turn);
    const state = { ...fresh, form: heard.form };
    const understood = shown(fields, heard.form, turn, ['product', 'amount', 'happened', 'request', 'respondent']);
    const said: Said[] = [openingOf(turn, heard.form.data.facts)];
    if (understood.length > 0)
      said.push(turn.say.intake.understood({ list: understood.map((row) => row.value).join(turn.say.intake.sep) }));
    return proceed(state, said, turn, services);
  },

  async resume(state, turn, services, memory) {
    const said: Said[] = [];
    if (turn.attachments.length > 0) {
      state = withFiles(state, said, turn);
      if (!turn.text.trim()) return proceed(state, said, turn, services);
    }
    if (isCancel(turn.text)) return stopped(state, turn);
    if (isBack(turn.text)) {
      const before = goBack(state.form);
      if (!before) return proceed(state, [turn.say.intake.firstAlready], turn, services);
      return proceed({ ...state, stage: 'asking', form: before }, [turn.say.intake.back], turn, services);
    }
    const change = fieldToChange(turn);
    if (change) return proceed({ ...state, stage: 'asking', form: reopen(state.form, change) }, [], turn, services);
    return state.stage === 'summary' ? atSummary(state, turn, services, memory) : atQuestion(state, said, turn, services, memory);
  },

  async receive(submitted, state, turn, services) {
    if (submitted.kind === 'evidence') {
      if (await services.pages?.complaintOf(submitted.page)) return undefined;
      const said: Said[] = [];
      return proceed(withFiles(state, said, turn), said, turn, services);
    }
    if (submitted.kind !== 'identity') return undefined;
    const { name, phone } = submitted;
    const filled = known(state.form, submitted);
    const form = { ...filled, data: { ...filled.data, consent: 'yes' as const }, asked: null };
    const noted = turn.say.pages.identityNoted({ name: maskName(name), phone: maskPhone(phone) });
    return proceed({ ...state, stage: 'asking', form }, [noted], turn, services);
  },

  remind({ form, attachments }, turn, services, memory) {
    const question = form.asked ? fields[form.asked].ask(turn, form.data) : summaryOf(form, attachments.length, turn);
    return form.asked === 'consent' ? askConsentAgain(form, question, turn, services, memory) : { say: [question] };
  },

  renewPage: ({ form, evidenceOffered = false }, turn, services) => renewIntakePage(form, evidenceOffered, turn, services),

  migrate: () => null,
};

function atQuestion(state: IntakeState, said: Said[], turn: DialogTurn, services: Services, memory: Memory): Step<IntakeState> {
  const asked = state.form.asked;
  if (asked && fields[asked].optional && isSkip(turn.text))
    return proceed({ ...state, form: skip(state.form, asked) }, said, turn, services);

  if (asked === 'facts' && !state.form.data.facts && isWish(turn)) {
    const asks = turn.understanding.coarse === 'faq';
    return { state: asks ? state : null, say: [], aside: true };
  }

  const open = asked ? fields[asked].ask(turn, state.form.data) : '';
  switch (asked ? notAnAnswer(asked, turn, memory) : undefined) {
    case 'waits':
      return { state, say: [...said, withChoicesOf(open, turn.say.takeYourTime)] };
    case 'repeats':
      return { state, say: [...said, open] };
    case 'refuses':
      return refused(turn, services);
    case 'stops':
      return stopped(state, turn);
    case 'leaves':
      return { ...stopped(state, turn), say: [turn.say.intake.paused], aside: true };
    case undefined:
      break;
  }

  const heard = listen(fields, state.form, turn);
  if (heard.form.data.consent === 'no') return refused(turn, services);
  const next = { ...state, form: heard.form };
  const learned = [...heard.learned, ...heard.corrected];
  if (learned.length === 0 && heard.form.asked) {
    if (isQuestion(turn.text)) return { state: next, say: [], aside: true };
    const field = fields[heard.form.asked];
    const again = { ...next, form: { ...heard.form, again: heard.form.asked } };
    const retry = field.retry?.(turn) ?? field.ask(turn, heard.form.data);
    if (heard.form.asked !== 'consent') return { state: again, say: [...said, retry] };
    const { say, effects } = askConsentAgain(heard.form, retry, turn, services, memory);
    return { state: again, say: [...said, ...say], effects };
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
  return proceed(next, said, turn, services);
}

async function atSummary(state: IntakeState, turn: DialogTurn, services: Services, memory: Memory): Promise<Step<IntakeState>> {
  const choice = chosen(turn.text, turn.say.intake.confirmChoices);
  const [confirm, change] = turn.say.intake.confirmChoices;
  if (choice === confirm || isYes(turn.text)) {
    const step = await registerComplaint({ ...state, data: state.form.data }, turn, services, memory);
    return { ...step, effects: [...(step.effects ?? []), ...endPages(turn, 'identity')] };
  }
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
  return proceed({ ...state, form: heard.form }, said, turn, services);
}

/** Asks the next question, or shows the summary when there is none. */
function proceed(state: IntakeState, said: Said[], turn: DialogTurn, services: Services): Step<IntakeState> {
  const next = nextField(fields, state.form);
  if (next) {
    const form = askFor(state.form, next);
    const question = next === 'consent' ? askConsent(form, turn, services) : { say: [fields[next].ask(turn, form.data)] };
    return { ...question, state: { ...state, stage: 'asking', form }, say: [...said, ...question.say] };
  }
  const ready: IntakeState = { ...state, stage: 'summary', form: { ...state.form, asked: null } };
  const wanted = !state.evidenceOffered && state.attachments.length === 0;
  const page = wanted ? offerPage('evidence', { text: turn.say.pages.evidenceOffer }, turn, services) : undefined;
  if (!page) return { state: ready, say: [...said, summaryOf(ready.form, ready.attachments.length, turn)] };
  return {
    state: { ...ready, evidenceOffered: true },
    say: [...said, page.bubble, summaryOf(ready.form, ready.attachments.length, turn)],
    effects: page.effects,
  };
}

/** What the consumer entered on a secure page before. */
function known(form: FormState<ComplaintData>, identity: Memory['identity']): FormState<ComplaintData> {
  if (!identity) return form;
  const { name, phone, accountTail } = identity;
  return { ...form, data: { ...form.data, name, phone, ...(accountTail ? { accountTail } : {}) } };
}

/** Words that leave a question open, and what may be chosen there. */
function withChoicesOf(open: Said, text: string): Said {
  return typeof open === 'string' || !open.choices ? text : { text, choices: open.choices };
}

/** Put by, so that 继续 takes it up again. */
function stopped(state: IntakeState, turn: DialogTurn): Step<IntakeState> {
  const { name, version } = complaintIntake;
  return {
    state: null,
    say: [turn.say.intake.cancelled],
    effects: endPages(turn, 'identity', 'evidence'),
    memory: { paused: { name, version, state } },
  };
}

function refused(turn: DialogTurn, services: Services): Step<IntakeState> {
  const { intake } = turn.say;
  return {
    state: null,
    effects: endPages(turn, 'identity', 'evidence'),
    say: [{ text: intake.consentRefused({ hotline: services.bank.hotline }), choices: intake.consentRefusedChoices }],
  };
}

function values(form: FormState<ComplaintData>, turn: DialogTurn, only: readonly (keyof ComplaintData)[]): string {
  return shown(fields, form, turn, only)
    .map((row) => row.value)
    .join(turn.say.intake.sep);
}

/** The state with the files of this message, and what is said of them. */
function withFiles(state: IntakeState, said: Said[], turn: DialogTurn): IntakeState {
  // Words that were spoken are kept beside what they say; nobody sent them as evidence, as a recording on our page is.
  const spoken = turn.text.trim() !== '';
  const sent = turn.attachments.filter(({ contentType }) => !(spoken && contentType.startsWith('audio/')));
  if (sent.length > 0) said.push(turn.say.intake.evidence({ count: sent.length }));
  return { ...state, attachments: [...state.attachments, ...urls(turn)] };
}

function urls(turn: DialogTurn): string[] {
  return turn.attachments.flatMap((one) => (one.contentUrl ? [one.contentUrl] : []));
}
