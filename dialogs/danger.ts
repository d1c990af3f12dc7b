import type { DialogTurn, Memory, Step } from '../src/bot/dialog';
import type { Services } from '../src/bot/services';
import type { Danger } from '../src/understanding/types';
import { callPerson } from './call-person';

/** Danger is answered before all else: what to do, in order, and nothing asked before it (domain §3.6). */
export async function answerDanger(danger: Danger, turn: DialogTurn, services: Services, memory: Memory): Promise<Step<never>> {
  const { danger: say } = turn.say;
  const { hotline } = services.bank;
  // A colleague is promised only while somebody is there to come.
  const onDuty = services.office.isOpen(turn.at);
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
        memory.businessStopped ? say.self_harm_again : say.self_harm({ onDuty }),
        turn,
        services,
        { ...memory },
        { skill: 'complaints', priority: 0, reason: 'danger' },
        true,
      );
    case 'threat_others':
      return withPerson(
        say.threat_others({ hotline, onDuty }),
        turn,
        services,
        memory,
        { skill: 'complaints', priority: 0, reason: 'danger' },
        true,
      );
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
