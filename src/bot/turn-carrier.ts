import type { TurnContext } from 'botbuilder-core';
import type { Turn } from '../conversations/turn';
import type { BotEffect } from './effects';
import type { Memory } from './dialog';

/** What travels with a Bot Framework turn beside its activities: the log's message, and what the bot decided. */
export interface TurnCarrier {
  readonly turn: Turn;
  memory: Memory;
  effects: BotEffect[];
}

const KEY = Symbol('xiaobao.turn');

export function attachCarrier(context: TurnContext, carrier: TurnCarrier): void {
  context.turnState.set(KEY, carrier);
}

export function carrierOf(context: TurnContext): TurnCarrier {
  return context.turnState.get<TurnCarrier>(KEY);
}
