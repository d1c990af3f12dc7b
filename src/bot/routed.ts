import type { Said, ActiveFlow, Memory, Step, DialogTurn } from './dialog';
import type { BotEffect } from './effects';
import { currentState, flowNamed } from './flows';
import type { Services } from './services';

/** What one message led to. */
export interface Routed {
  say: readonly Said[];
  effects: readonly BotEffect[];
  memory: Memory;
}

export type AnyStep = Step<object>;

/** A step's words and effects, and the memory after it with the flow that is then open. */
export function finish(step: AnyStep, memory: Memory, flow: ActiveFlow | null, more: readonly BotEffect[] = []): Routed {
  return { say: step.say, effects: [...(step.effects ?? []), ...more], memory: { ...memory, ...step.memory, flow } };
}

/** The open question of a flow, asked again; a greeting where the flow is not known any more. */
export function remind(active: ActiveFlow, turn: DialogTurn, services: Services): Said {
  const flow = flowNamed(active.name);
  const state = flow && currentState(flow, active);
  return flow && state ? flow.remind(state, turn, services) : turn.say.greeting.again;
}
