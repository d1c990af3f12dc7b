import type { ActiveFlow, Asked, DialogTurn, Memory, Said, Step } from './dialog';
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
export function remind(active: ActiveFlow, turn: DialogTurn, services: Services, memory: Memory): Asked {
  return askedAgain(active, turn, services, memory) ?? { say: [turn.say.greeting.again] };
}

/** What was said, and the open question behind it where there is one. */
export function thenRemind(said: readonly Said[], turn: DialogTurn, memory: Memory, services: Services): Asked {
  const asked = memory.flow && askedAgain(memory.flow, turn, services, memory);
  return { say: [...said, ...(asked?.say ?? [])], effects: asked?.effects ?? [] };
}

function askedAgain(active: ActiveFlow, turn: DialogTurn, services: Services, memory: Memory): Asked | undefined {
  const flow = flowNamed(active.name);
  const state = flow && currentState(flow, active);
  return flow && state ? flow.remind(state, turn, services, memory) : undefined;
}
