import type { Conversation } from './conversation';
import type { LoggedActivity, Message } from './message';

/** One message to answer, with the conversation as it stands. */
export interface Turn {
  conversation: Readonly<Conversation>;
  message: Readonly<Message>;
}

/** Something a turn does to the world beyond talking. Plain data: it may be executed again after a crash, under the same key. */
export interface Effect {
  type: string;
}

export interface TurnOutcome {
  state: object;
  replies: readonly LoggedActivity[];
  effects: readonly Effect[];
}

/** Decides; changes nothing itself. */
export type TurnHandler = (turn: Turn) => Promise<TurnOutcome>;

/**
 * Does one effect. `key` is the same whenever the same turn is repeated, and a second execution under it must change nothing.
 */
export type EffectExecutor = (effect: Effect, key: string, turn: Turn) => Promise<void>;
