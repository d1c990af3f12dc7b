import { progressOf } from '../../dialogs/progress';
import { identityLocked } from '../../dialogs/identity-locked';
import { maskName, maskPhone } from '../platform/masking';
import type { PageSubmission } from '../identity/page-submission';
import type { DialogTurn, Memory, Said, Step } from './dialog';
import { currentState, flowNamed } from './flows';
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
  const known = submitted.kind === 'identity' ? { ...memory, identity: identityOf(submitted) } : memory;
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
    case 'identity':
      return {
        state: null,
        say: [
          pages.identityNoted({ name: maskName(submitted.name), phone: maskPhone(submitted.phone) }),
          ...open(turn, memory, services),
        ],
      };
    case 'progress': {
      const step = await progressOf(submitted.complaintNumber, turn, services, memory);
      return { ...step, say: [pages.proven, ...step.say, ...open(turn, memory, services)] };
    }
    case 'locked':
      return identityLocked(turn, services, memory);
    case 'evidence': {
      const { complaintNumber } = submitted;
      if (memory.flow || !complaintNumber) return undefined;
      const detail = turn.attachments.flatMap(({ contentUrl }) => contentUrl ?? []).join('\n');
      return {
        state: null,
        say: [progress.supplemented({ number: complaintNumber })],
        effects: [{ type: 'supplementComplaint', number: complaintNumber, detail, at: turn.at.toISOString() }],
      };
    }
  }
}

function identityOf({ name, phone, accountTail }: PageSubmission & { kind: 'identity' }): Memory['identity'] {
  return { name, phone, ...(accountTail ? { accountTail } : {}) };
}

/** The open flow's question, again. */
function open(turn: DialogTurn, { flow: active }: Memory, services: Services): Said[] {
  const flow = active && flowNamed(active.name);
  const state = flow && currentState(flow, active);
  return flow && state ? [flow.remind(state, turn, services)] : [];
}
