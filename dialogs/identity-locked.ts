import type { DialogTurn, Memory, Step } from '../src/bot/dialog';
import type { Services } from '../src/bot/services';
import { callPerson } from './call-person';
import { personFor } from './person-for';

/** Wrong three times: nothing is shown, and a person checks who it is (domain §9.12). */
export async function identityLocked(turn: DialogTurn, services: Services, memory: Memory): Promise<Step<never>> {
  const { priority } = personFor(turn, memory, services);
  const called = await callPerson({ skill: 'complaints', priority, reason: 'asked' }, turn, services, memory);
  return { ...called, say: [turn.say.progress.locked, ...called.say] };
}
