import type { DialogTurn, Memory, Step } from '../src/bot/dialog';
import type { Services } from '../src/bot/services';
import type { SafetySignal } from '../src/understanding/types';
import { callPerson } from './call-person';

type Danger = SafetySignal | 'card_lost' | 'fraud_suspected';

/** Signals in the order in which they are served when a message carries several: life first, then money. */
const ORDER: readonly Danger[] = [
  'self_harm',
  'threat_others',
  'fraud_in_progress',
  'card_stolen',
  'group_incident',
  'minor',
  'elder_help',
  'disability_help',
];

/** The danger that a message speaks of, if any: the safety rules first, else the model's own word (domain §3.6; either suffices). */
export function dangerOf(turn: DialogTurn): Danger | undefined {
  const { safety, intent, score } = turn.understanding;
  const signal = ORDER.find((one) => safety.includes(one as SafetySignal));
  if (signal) return signal;
  const named = [...ORDER, 'card_lost' as const, 'fraud_suspected' as const].find((one) => one === intent);
  // A bare 借记卡 is the answer to a question of ours, not a cry.
  return named && score >= 0.5 && [...turn.text.trim()].length >= 4 ? named : undefined;
}

/** Danger is answered before all else: what to do, in order, and nothing asked before it (domain §3.6). */
export async function answerDanger(danger: Danger, turn: DialogTurn, services: Services, memory: Memory): Promise<Step<never>> {
  const { danger: say } = turn.say;
  const { hotline } = services.bank;
  switch (danger) {
    case 'fraud_in_progress':
    case 'card_stolen':
      return withPerson(
        say[danger]({ hotline }),
        turn,
        services,
        memory,
        { skill: 'complaints', priority: 0, reason: 'danger' },
        true,
      );
    case 'self_harm':
      return withPerson(
        memory.businessStopped ? say.self_harm_again : say.self_harm,
        turn,
        services,
        { ...memory },
        { skill: 'complaints', priority: 0, reason: 'danger' },
        true,
      );
    case 'threat_others':
    case 'group_incident':
      return withPerson(say[danger], turn, services, memory, { skill: 'complaints', priority: 0, reason: 'danger' }, true);
    case 'minor':
    case 'elder_help':
    case 'disability_help':
      return withPerson(say[danger], turn, services, memory, { skill: 'complaints', priority: 1, reason: 'frail' }, false);
    case 'card_lost':
    case 'fraud_suspected':
      return { state: null, say: [say[danger]({ hotline })], effects: [{ type: 'count', event: danger }] };
  }
}

/** The words of the danger, then, silently or with the place in the queue, a person. */
async function withPerson(
  text: string,
  turn: DialogTurn,
  services: Services,
  memory: Memory,
  wanted: Parameters<typeof callPerson>[0],
  silently: boolean,
): Promise<Step<never>> {
  const called = await callPerson(wanted, turn, services, memory);
  return {
    state: null,
    say: silently ? [text] : [text, ...called.say],
    effects: [...(called.effects ?? []), { type: 'count', event: 'urgent_signal' }],
    memory: called.memory,
  };
}
