import type { DialogTurn, Memory } from '../src/bot/dialog';
import type { BotEffect } from '../src/bot/effects';
import type { Services } from '../src/bot/services';
import { raised } from './call-person';
import { priorityOf } from './person-for';

/** Danger that is said to a person: the bot stays silent, and their desk shows it (domain §3.6: a person is alerted). */
export async function showDanger(turn: DialogTurn, services: Services, memory: Memory): Promise<readonly BotEffect[]> {
  if (priorityOf(turn.understanding) !== 0) return [];
  const open = await services.handoff.openFor(turn.conversationId);
  return open ? raised(open, { skill: 'complaints', priority: 0, reason: 'danger' }, turn, memory) : [];
}
