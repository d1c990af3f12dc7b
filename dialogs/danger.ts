import type { DialogTurn, Memory, Step } from '../src/bot/dialog';
import type { Services } from '../src/bot/services';
import type { Danger, SafetySignal } from '../src/understanding/types';
import { callPerson } from './call-person';
import type { PersonWanted } from './call-person';

/** Their words are all that the consumer reads: where they stand in a queue is no help. */
const AT_ONCE: PersonWanted = { skill: 'complaints', priority: 0, reason: 'danger' };
const FRAIL: PersonWanted = { skill: 'complaints', priority: 1, reason: 'frail' };
/** Who is never left to help themselves, whatever else the message is about. */
const NEED_A_PERSON: readonly SafetySignal[] = ['minor', 'elder_help', 'disability_help'];

/** Danger is answered before all else: what to do, in order, and nothing asked before it (domain §3.6). */
export async function answerDanger(danger: Danger, turn: DialogTurn, services: Services, memory: Memory): Promise<Step<never>> {
  const { danger: say } = turn.say;
  const { hotline } = services.bank;
  // A colleague is promised only while somebody is there to come.
  const onDuty = services.office.isOpen(turn.at);
  const { safety } = turn.understanding;
  // Seen at the desk, and spoken to plainly from then on.
  const elder = turn.elder || danger === 'elder_help' || safety.includes('elder_help');
  const withPerson = async (text: string, wanted: PersonWanted): Promise<Step<never>> => {
    const called = await callPerson(wanted, { ...turn, elder }, services, memory);
    return {
      state: null,
      say: wanted === AT_ONCE ? [text] : [text, ...called.say],
      effects: [...(called.effects ?? []), { type: 'count', event: 'urgent_signal' }],
      memory: { ...called.memory, elder },
    };
  };
  switch (danger) {
    case 'fraud_in_progress':
    case 'card_stolen':
      return withPerson(say[danger]({ hotline }), AT_ONCE);
    case 'self_harm':
      return withPerson(memory.businessStopped ? say.self_harm_again : say.self_harm({ onDuty }), AT_ONCE);
    case 'threat_others':
      return withPerson(say.threat_others({ hotline, onDuty }), AT_ONCE);
    case 'group_incident':
      return withPerson(say.group_incident({ hotline, onDuty }), AT_ONCE);
    case 'elder_help':
    case 'minor':
    case 'disability_help':
      return withPerson(say[danger], FRAIL);
    case 'card_lost':
    case 'fraud_suspected': {
      const needsPerson = NEED_A_PERSON.some((signal) => safety.includes(signal));
      const text = say[danger]({ hotline });
      const step: Step<never> = needsPerson ? await withPerson(text, FRAIL) : { state: null, say: [text] };
      return { ...step, effects: [...(step.effects ?? []), { type: 'count', event: danger }] };
    }
  }
}
