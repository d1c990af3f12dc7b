import type { DialogTurn, Memory, Said, Step } from '../src/bot/dialog';
import type { BotEffect } from '../src/bot/effects';
import type { Services } from '../src/bot/services';
import type { HandoffPacket, Priority, Skill, Ticket } from '../src/handoff/ticket';
import { shown } from '../src/bot/form';
import type { FormState } from '../src/bot/form';
import { showMoment } from '../src/platform/show';
import { complaintFields } from './complaint-fields';
import type { ComplaintData } from './complaint-fields';

/** What a half-filled form tells the agent: the matter, not who the consumer is. */
const TOLD = ['facts', 'product', 'amount', 'happened', 'request', 'respondent'] as const;

export interface PersonWanted {
  skill: Skill;
  priority: Priority;
  reason: HandoffPacket['reason'];
}

/**
 * Puts the consumer in a post's queue with everything known, and says where they stand. Nobody has to ask twice; who waits already
 * and is worse off now moves forward.
 */
export async function callPerson(
  wanted: PersonWanted,
  turn: DialogTurn,
  services: Services,
  memory: Memory,
): Promise<Step<never>> {
  const { handoff } = turn.say;
  const open = await services.handoff.openFor(turn.conversationId);
  if (open?.status === 'active') return { state: null, say: [], effects: raised(open, wanted, turn, memory) };
  // This very turn's own ticket, from before a crash, is no reason to say anything else than the first time.
  const own = open?.turnId === turn.id;
  if (open && !own) {
    const effects = raised(open, wanted, turn, memory);
    const place = effects.length > 0 ? { ...open, priority: wanted.priority, skill: postAfter(open, wanted) } : open;
    const ahead = await services.handoff.ahead(place);
    return {
      state: null,
      say: [{ text: handoff.stillQueued({ post: handoff.posts[place.skill], ahead }), choices: handoff.waitChoices }],
      effects,
      memory: { mode: 'waiting' },
    };
  }
  const ahead = open ? await services.handoff.ahead(open) : await services.handoff.waitingBefore(wanted.skill, wanted.priority);
  return {
    state: null,
    say: [waitingText(wanted, ahead, turn, services)],
    effects: [
      {
        type: 'requestHandoff',
        request: {
          conversationId: turn.conversationId,
          turnId: turn.id,
          skill: wanted.skill,
          priority: wanted.priority,
          packet: packetOf(wanted, turn, memory),
        },
      },
    ],
    memory: { mode: 'waiting', misses: 0 },
  };
}

/** What makes the open ticket as urgent as what is wanted now; nothing where it is already. */
export function raised(open: Ticket, wanted: PersonWanted, turn: DialogTurn, memory: Memory): BotEffect[] {
  if (wanted.priority >= open.priority) return [];
  const { reason, lastWords, mood } = packetOf(wanted, turn, memory);
  const { priority } = wanted;
  return [{ type: 'raiseHandoff', raise: { priority, reason, lastWords, mood, skill: postAfter(open, wanted) } }];
}

/** Danger is the business of its own post; whoever else is in more of a hurry keeps the post they wait for. */
function postAfter({ skill }: Ticket, wanted: PersonWanted): Skill {
  return wanted.reason === 'danger' ? wanted.skill : skill;
}

function waitingText({ skill }: PersonWanted, ahead: number, turn: DialogTurn, services: Services): Said {
  const { handoff } = turn.say;
  const lines = [handoff.queued({ post: handoff.posts[skill], ahead })];
  if (!services.office.isOpen(turn.at)) {
    const opening = services.office.nextOpening(turn.at);
    const moment = showMoment(opening.at, turn.locale);
    const said = opening.verified ? moment : handoff.openingUnverified({ opening: moment });
    lines.push(handoff.closedNow({ opening: said, hotline: services.bank.hotline }));
  }
  return { text: lines.join('\n'), choices: handoff.waitChoices };
}

/** What the agent should not have to ask again. */
function packetOf(wanted: PersonWanted, turn: DialogTurn, memory: Memory): HandoffPacket {
  const form =
    memory.flow?.name === 'complaint-intake' ? (memory.flow.state as { form: FormState<ComplaintData> }).form : undefined;
  const facts = form ? shown(complaintFields, form, turn, TOLD).map(({ label, value }) => ({ label, value })) : [];
  const wishOnly = turn.understanding.coarse === 'human_agent';
  return {
    reason: wanted.reason,
    lastWords: (wishOnly && memory.lastSaid) || turn.text.slice(0, 300),
    facts,
    ...(memory.complaintNumber ? { complaintNumber: memory.complaintNumber } : {}),
    mood: turn.understanding.mood,
    locale: turn.locale,
    elder: turn.elder,
  };
}
