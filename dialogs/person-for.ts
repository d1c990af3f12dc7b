import type { DialogTurn, Memory } from '../src/bot/dialog';
import type { Services } from '../src/bot/services';
import type { Priority, Skill } from '../src/handoff/ticket';
import type { Understanding } from '../src/understanding/types';
import type { PersonWanted } from './call-person';

/** From here on what was said before decides the post. */
const SURE_OF_THE_MATTER = 0.5;

/**
 * Who should answer, and how soon (domain §3: P0–P3): by what is said and, where that is no more than a wish for a person, by the matter
 * told before it.
 */
export function personFor(turn: DialogTurn, memory: Memory, services: Services): Pick<PersonWanted, 'skill' | 'priority'> {
  const { understanding } = turn;
  const priority = priorityOf(understanding);
  if (understanding.coarse !== 'human_agent' || !memory.lastSaid) return { skill: postOf(understanding), priority };
  const matter = services.understand(memory.lastSaid, { now: turn.at });
  // Danger was answered as such when it was said; what is left of it is the same day's business.
  const earlier = Math.max(1, priorityOf(matter)) as Priority;
  const skill = memory.flow || matter.score < SURE_OF_THE_MATTER ? 'complaints' : postOf(matter);
  return { skill, priority: earlier < priority ? earlier : priority };
}

/** Anger hurries a matter, but is no danger; the wish for a person says nothing of how urgent the matter is. */
export function priorityOf({ danger, intent, urgency, mood }: Understanding): Priority {
  if (danger && urgency === 'P0') return 0;
  const pressing = intent !== 'human' && (urgency === 'P0' || urgency === 'P1');
  return pressing || mood === 'furious' || mood === 'desperate' ? 1 : 2;
}

function postOf({ route }: Understanding): Skill {
  return route === 'legal' || route === 'education' ? route : 'complaints';
}
