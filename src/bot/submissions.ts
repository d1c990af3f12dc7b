import { progressOf } from '../../dialogs/progress';
import { identityLocked } from '../../dialogs/identity-locked';
import { maskName, maskPhone } from '../platform/masking';
import type { PageSubmission } from '../identity/page-submission';
import type { DialogTurn, Memory, Step } from './dialog';
import { currentState, flowNamed } from './flows';
import { thenRemind } from './routed';
import type { Routed } from './routed';
import type { Services } from './services';

/**
 * What a secure page brought: for the open flow where that can use it. While a person has the conversation nothing is said,
 * but it is taken all the same. `undefined`: the message is to be answered like any other.
 */
export async function receiveSubmission(
  submitted: PageSubmission,
  turn: DialogTurn,
  memory: Memory,
  services: Services,
): Promise<Routed | undefined> {
  const known = knownSince(submitted, memory);
  const step = (await byOpenFlow(submitted, turn, known, services)) ?? (await withoutFlow(submitted, turn, known, services));
  if (!step) return undefined;
  return {
    say: memory.mode === 'agent' ? [] : step.say,
    effects: step.effects ?? [],
    memory: { ...known, ...step.memory },
  };
}

/** The open flow's step; the flow stands in its memory already. */
async function byOpenFlow(
  submitted: PageSubmission,
  turn: DialogTurn,
  memory: Memory,
  services: Services,
): Promise<Step<never> | undefined> {
  const active = memory.flow;
  const flow = active && flowNamed(active.name);
  const state = flow && currentState(flow, active);
  const step = flow && state ? await flow.receive?.(submitted, state, turn, services, memory) : undefined;
  if (!flow || !step) return undefined;
  const now = step.state ? { name: flow.name, version: flow.version, state: step.state } : null;
  return { ...step, state: null, memory: { ...step.memory, flow: now } };
}

async function withoutFlow(
  submitted: PageSubmission,
  turn: DialogTurn,
  memory: Memory,
  services: Services,
): Promise<Step<never> | undefined> {
  const { pages, progress } = turn.say;
  switch (submitted.kind) {
    case 'identity': {
      const noted = pages.identityNoted({ name: maskName(submitted.name), phone: maskPhone(submitted.phone) });
      return { state: null, ...thenRemind([noted], turn, memory, services) };
    }
    case 'progress': {
      const step = await progressOf(submitted.complaintNumber, turn, services, memory);
      const { say, effects = [] } = thenRemind([pages.proven, ...step.say], turn, memory, services);
      return { ...step, say, effects: [...(step.effects ?? []), ...effects] };
    }
    case 'locked':
      return identityLocked(turn, services, memory);
    case 'evidence': {
      const number = await services.pages?.complaintOf(submitted.page);
      if (!number) return undefined;
      const detail = turn.attachments.flatMap(({ contentUrl }) => contentUrl ?? []).join('\n');
      const { say, effects = [] } = thenRemind([progress.supplemented({ number })], turn, memory, services);
      return {
        state: null,
        say,
        effects: [{ type: 'supplementComplaint', number, detail, at: turn.at.toISOString() }, ...effects],
      };
    }
  }
}

/** Who the consumer says to be, and that a link for one use is used up. */
function knownSince(submitted: PageSubmission, memory: Memory): Memory {
  if (submitted.kind === 'evidence') return memory;
  const filled = submitted.kind === 'identity' ? 'identity' : 'progress';
  const page = memory.page?.kind === filled ? { ...memory.page, over: true as const } : memory.page;
  if (submitted.kind !== 'identity') return { ...memory, page };
  const { name, phone, accountTail } = submitted;
  return { ...memory, page, identity: { name, phone, ...(accountTail ? { accountTail } : {}) } };
}
