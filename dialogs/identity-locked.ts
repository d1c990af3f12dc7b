import type { DialogTurn, Memory, Step } from '../src/bot/dialog';
import type { Services } from '../src/bot/services';
import { callPerson } from './call-person';

/** Wrong three times: nothing is shown, and a person checks who it is (domain §9.12). */
export async function identityLocked(turn: DialogTurn, services: Services, memory: Memory): Promise<Step<never>> {
  const called = await callPerson({ skill: 'complaints', priority: 1, reason: 'asked' }, turn, services, memory);
  return { ...called, say: [turn.say.progress.locked, ...called.say] };
}
