import { chosen, isCancel, isNo, isSkip, isYes } from '../src/bot/answers';
import type { DialogTurn, Flow, Memory, Step } from '../src/bot/dialog';
import type { Services } from '../src/bot/services';
import type { Complaint } from '../src/complaints/complaint';
import { dayOf, daysBetween } from '../src/platform/shanghai';
import { showPeriod } from '../src/platform/show';
import { callPerson } from './call-person';
import { identityLocked } from './identity-locked';
import { asked, offerNotice, offerPage, repeatPage } from './page-offer';
import { supplement, supplemented } from './supplement';

interface ProgressState {
  /** `unnumbered`: they have no number, and were asked whether a person shall look for it. */
  stage: 'number' | 'unnumbered' | 'identity' | 'supplement' | 'withdraw';
  /** What is to be done once the case is found and the consumer known. */
  wish: 'status' | 'supplement' | 'withdraw';
  number?: string;
  /** When material for it was asked for, or the last of it came (ISO). */
  since?: string;
  /** Some has come. */
  added?: true;
}

const TRIES = 3;

/** Tells how a complaint stands, takes supplements and withdrawals; only to whoever made it (domain §9.12). */
export const progress: Flow<ProgressState> = {
  name: 'progress',
  version: 1,
  light: true,

  start(turn, services, memory) {
    const wish =
      turn.understanding.intent === 'withdraw'
        ? 'withdraw'
        : turn.understanding.intent === 'supplement'
          ? 'supplement'
          : 'status';
    return locate({ stage: 'number', wish }, turn, services, memory);
  },

  async resume(state, turn, services, memory) {
    if (isCancel(turn.text)) return supplemented(state, turn);
    switch (state.stage) {
      case 'unnumbered':
        if (isYes(turn.text)) return callPerson({ skill: 'complaints', priority: 2, reason: 'asked' }, turn, services, memory);
        if (isNo(turn.text)) return { state: null, say: [turn.say.progress.stopped] };
        return locate(state, turn, services, memory);
      case 'number':
        return locate(state, turn, services, memory);
      case 'identity':
        return checkIdentity(state, turn, services, memory);
      case 'supplement':
        return supplement(state, turn);
      case 'withdraw':
        return withdraw(state, turn);
    }
  },

  async receive(submitted, state, turn, services, memory) {
    if (submitted.kind === 'evidence') {
      const number = await services.pages?.complaintOf(submitted.page);
      return state.stage === 'supplement' && number === state.number ? supplement(state, turn) : undefined;
    }
    if (submitted.kind !== 'progress') return undefined;
    return proven(state, submitted.complaintNumber, turn, services, memory);
  },

  remind(state, turn, services, memory) {
    const { progress: say, pages } = turn.say;
    const { number = '' } = state;
    switch (state.stage) {
      case 'number':
        return { say: [say.askNumber] };
      case 'unnumbered':
        return { say: [{ text: say.noNumber, choices: say.notFoundChoices }] };
      case 'identity':
        return asked(repeatPage('progress', { text: pages.progressOffer }, turn, services, memory)) ?? { say: [say.askTail] };
      case 'supplement':
        return (
          asked(repeatPage('evidence', { text: pages.supplementOffer }, turn, services, memory, number)) ?? {
            say: [say.askSupplement],
          }
        );
      case 'withdraw':
        return { say: [{ text: say.askWithdraw({ number }), choices: say.withdrawChoices }] };
    }
  },

  renewPage({ stage, number }, turn, services) {
    const { page, evidence } = turn.say.pages.renewed;
    if (stage === 'identity') return asked(offerPage('progress', { text: page }, turn, services));
    return stage === 'supplement' ? asked(offerPage('evidence', { text: evidence }, turn, services, number)) : undefined;
  },

  migrate: () => null,
};

async function locate(state: ProgressState, turn: DialogTurn, services: Services, memory: Memory): Promise<Step<ProgressState>> {
  const { progress: say } = turn.say;
  const said = turn.understanding.entities.find((one) => one.kind === 'complaintNumber');
  const number = said?.kind === 'complaintNumber' ? said.value : memory.complaintNumber;
  if (!number) {
    const [latest] = await services.complaints.ofConsumer(turn.conversationId);
    if (latest) return serve({ ...state, number: latest.number }, latest, turn, services, memory);
    if (memory.flow?.name === 'progress') {
      if (hasNoNumber(turn))
        return { state: { ...state, stage: 'unnumbered' }, say: [{ text: say.noNumber, choices: say.notFoundChoices }] };
      return mayBeNumber(turn.text)
        ? { state, say: [{ text: say.notFound, choices: say.notFoundChoices }] }
        : { state, say: [], aside: true };
    }
    return { state, say: [say.askNumber] };
  }
  const complaint = await services.complaints.findByNumber(number);
  if (!complaint) return { state: { ...state, stage: 'number' }, say: [{ text: say.notFound, choices: say.notFoundChoices }] };
  if (await isOwner(complaint, turn, services)) return serve({ ...state, number }, complaint, turn, services, memory);
  if ((memory.identityFailures[number] ?? 0) >= TRIES) return locked(turn, services, memory);
  const page = offerPage('progress', { text: turn.say.pages.progressOffer }, turn, services);
  return { ...(asked(page) ?? { say: [say.askTail] }), state: { ...state, stage: 'identity', number } };
}

/** How a complaint stands that a secure page has proven to be the consumer's own. */
export function progressOf(number: string, turn: DialogTurn, services: Services, memory: Memory): Promise<Step<never>> {
  const status: ProgressState = { stage: 'number', wish: 'status' };
  return proven(status, number, turn, services, memory) as Promise<Step<never>>; // a status leaves nothing open
}

async function proven(
  state: ProgressState,
  number: string,
  turn: DialogTurn,
  services: Services,
  memory: Memory,
): Promise<Step<ProgressState>> {
  const complaint = await services.complaints.findByNumber(number);
  if (!complaint) return { state: null, say: [turn.say.progress.notFound] };
  const identityFailures = { ...memory.identityFailures, [number]: 0 };
  const step = await serve(state, complaint, turn, services, memory);
  return { ...step, memory: { ...step.memory, identityFailures } };
}

/** 忘了编号, 编号找不到了, 不知道, or a telephone number instead: a person finds it without. */
function hasNoNumber({ text, understanding }: DialogTurn): boolean {
  if (isSkip(text) || isNo(text) || understanding.entities.some(({ kind }) => kind === 'phone')) return true;
  return (
    [...text].length <= 20 &&
    /(忘|记不|不记得|唔记得|没有|没存|没留|没记|找不|丢|不知道|不晓得|lost|forgot|don.?t have)/i.test(text)
  );
}

/** Whether a text tries to be a complaint number. */
function mayBeNumber(text: string): boolean {
  return /[a-z0-9]{4,}/i.test(text);
}

/** The channel's own identity is proof enough: the same conversation, the same consumer, or one proven to be the same. */
async function isOwner(complaint: Complaint, turn: DialogTurn, services: Services): Promise<boolean> {
  return complaint.consumerId === turn.consumerId || services.complaints.isOfConsumer(complaint, turn.conversationId);
}

async function checkIdentity(
  state: ProgressState,
  turn: DialogTurn,
  services: Services,
  memory: Memory,
): Promise<Step<ProgressState>> {
  const number = state.number ?? '';
  const complaint = await services.complaints.findByNumber(number);
  if (!complaint) return { state: null, say: [turn.say.progress.notFound] };
  const tail = /(?:^|\D)(\d{4})(?:\D|$)/.exec(turn.text)?.[1];
  if (!tail) return { state, say: [], aside: true };
  if (services.complaints.knowsPhoneTail(complaint, tail)) return serve(state, complaint, turn, services, memory);
  const failures = (memory.identityFailures[number] ?? 0) + 1;
  const identityFailures = { ...memory.identityFailures, [number]: failures };
  if (failures >= TRIES) return locked(turn, services, { ...memory, identityFailures });
  return { state, say: [turn.say.progress.tailWrong({ left: TRIES - failures })], memory: { identityFailures } };
}

async function locked(turn: DialogTurn, services: Services, memory: Memory): Promise<Step<ProgressState>> {
  const step = await identityLocked(turn, services, memory);
  return { ...step, memory: { ...step.memory, identityFailures: memory.identityFailures } };
}

async function serve(
  state: ProgressState,
  complaint: Complaint,
  turn: DialogTurn,
  services: Services,
  memory: Memory,
): Promise<Step<ProgressState>> {
  const { progress: say } = turn.say;
  const { number } = complaint;
  const known = { complaintNumber: number };
  if (state.wish === 'supplement') {
    const page = offerPage('evidence', { text: turn.say.pages.supplementOffer }, turn, services, number);
    const open: ProgressState = { ...state, stage: 'supplement', number, since: turn.at.toISOString() };
    return { ...(asked(page) ?? { say: [say.askSupplement] }), state: open, memory: known };
  }
  if (state.wish === 'withdraw' && (complaint.status === 'received' || complaint.status === 'investigating')) {
    return {
      state: { ...state, stage: 'withdraw', number },
      say: [{ text: say.askWithdraw({ number }), choices: say.withdrawChoices }],
      memory: known,
    };
  }
  const status = say.statuses[complaint.status];
  if (complaint.status !== 'received' && complaint.status !== 'investigating')
    return { state: null, say: [say.closed({ number, status })], memory: known };
  const left = daysBetween(dayOf(turn.at), complaint.dueOn);
  const line = say.status({ number, status, due: showPeriod(complaint.dueOn, turn.locale), left });
  if (left >= 0)
    return { state: null, say: [{ text: line, choices: say.choices }, ...offerNotice(turn, services)], memory: known };
  const called = await callPerson({ skill: 'complaints', priority: 1, reason: 'asked' }, turn, services, { ...memory, ...known });
  return {
    state: null,
    say: [line, say.overdue, ...called.say],
    effects: called.effects,
    memory: { ...called.memory, ...known },
  };
}

function withdraw(state: ProgressState, turn: DialogTurn): Step<ProgressState> {
  const { progress: say } = turn.say;
  const number = state.number ?? '';
  const choice = chosen(turn.text, say.withdrawChoices);
  if (choice === say.withdrawChoices[0] || isYes(turn.text)) {
    return {
      state: null,
      say: [say.withdrawn({ number })],
      effects: [{ type: 'withdrawComplaint', number, at: turn.at.toISOString() }],
    };
  }
  if (choice || isNo(turn.text)) return { state: null, say: [say.kept] };
  return { state, say: [], aside: true };
}
