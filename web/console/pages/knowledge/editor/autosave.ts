import type { Content, EntryView } from '../knowledge-types';
import { cleanContent, sameContent } from './content';

/** Why nothing is being saved at this moment. */
export type Obstacle = 'offline' | 'refused' | 'conflict';

/** A text under the pen and how much of it the server has. */
export interface Autosave {
  /** What the form shows. */
  content: Content;
  /** What the server has, at `revision`. */
  base: Content;
  revision: number;
  savedAt: string | null;
  /** On its way. */
  sending: Content | null;
  obstacle: Obstacle | null;
  /** Attempts without an answer, for the pause before the next. */
  attempts: number;
  /** For `refused`: what the server said. */
  error: unknown;
  /** For `conflict`: the text that somebody else saved. */
  theirs: EntryView | null;
}

export type AutosaveEvent =
  | { type: 'edited'; change: Partial<Content> }
  /** The pause after the last key is over, or waiting for the network is. */
  | { type: 'due' }
  | { type: 'saved'; entry: EntryView }
  | { type: 'unreached' }
  | { type: 'refused'; error: unknown }
  | { type: 'stale'; entry: EntryView }
  /** Both texts were looked at, and this is what comes of them. */
  | { type: 'settled'; content: Content }
  /** An action (submit, restore …) brought the entry along. */
  | { type: 'replaced'; entry: EntryView };

/** What is shown: everything is with the server, on its way, only here, or held up. */
export type SaveState = 'saved' | 'saving' | 'unsaved' | Obstacle;

/** Starts from what the server has; `kept` is a text that this computer kept, written on top of `keptRevision`. */
export function startAutosave(entry: EntryView, kept?: { content: Content; base: Content; revision: number }): Autosave {
  const base = writtenContent(entry);
  const state: Autosave = {
    content: base,
    base,
    revision: entry.revision,
    savedAt: entry.draft?.savedAt ?? null,
    sending: null,
    obstacle: null,
    attempts: 0,
    error: null,
    theirs: null,
  };
  if (!kept || sameContent(kept.content, base)) return state;
  if (kept.revision === entry.revision || sameContent(kept.base, base)) return { ...state, content: kept.content };
  return { ...state, content: kept.content, base: kept.base, revision: kept.revision, obstacle: 'conflict', theirs: entry };
}

/** The text that is written on: of the draft, else of what was approved last. */
export function writtenContent({ draft, live, next, ended }: EntryView): Content {
  const content = (draft ?? next ?? live ?? ended)?.content;
  if (!content) throw new Error('An entry has a text');
  return content;
}

/** The state after an event. Nothing ever takes a text out of `content` but `settled` and `replaced`, which a person asked for. */
export function autosave(state: Autosave, event: AutosaveEvent): Autosave {
  switch (event.type) {
    case 'edited':
      return { ...state, content: { ...state.content, ...event.change }, obstacle: afterEdit(state.obstacle) };
    case 'due':
      if (state.sending || state.obstacle === 'conflict' || !isUnsaved(state)) return state;
      return { ...state, sending: cleanContent(state.content), obstacle: null };
    case 'saved': {
      const base = state.sending ?? state.base;
      return { ...clear(state), base, revision: event.entry.revision, savedAt: event.entry.draft?.savedAt ?? state.savedAt };
    }
    case 'unreached':
      return { ...state, sending: null, obstacle: 'offline', attempts: state.attempts + 1 };
    case 'refused':
      return { ...state, sending: null, obstacle: 'refused', error: event.error };
    case 'stale': {
      const theirs = writtenContent(event.entry);
      // The same text got there before, and only its answer was lost.
      if (sameContent(theirs, state.sending ?? state.content)) return autosave(state, { type: 'saved', entry: event.entry });
      // Submitted or approved by somebody, not written on.
      if (sameContent(theirs, state.base)) return { ...clear(state), revision: event.entry.revision };
      return { ...state, sending: null, obstacle: 'conflict', theirs: event.entry };
    }
    case 'settled': {
      if (!state.theirs) return state;
      const { revision, draft } = state.theirs;
      const base = writtenContent(state.theirs);
      return { ...clear(state), content: event.content, base, revision, savedAt: draft?.savedAt ?? state.savedAt };
    }
    case 'replaced':
      return startAutosave(event.entry);
  }
}

export function isUnsaved({ content, base }: Autosave): boolean {
  return !sameContent(content, base);
}

export function saveState(state: Autosave): SaveState {
  if (state.obstacle) return state.obstacle;
  if (state.sending) return 'saving';
  return isUnsaved(state) ? 'unsaved' : 'saved';
}

const TYPING_PAUSE_MS = 900;
const LONGEST_PAUSE_MS = 30_000;

/** When the next attempt is due, in milliseconds from the last change; `null`: not by itself. */
export function nextAttempt(state: Autosave): number | null {
  if (state.sending || !isUnsaved(state)) return null;
  if (state.obstacle === 'offline') return Math.min(LONGEST_PAUSE_MS, 1_000 * 2 ** state.attempts);
  return state.obstacle === null ? TYPING_PAUSE_MS : null;
}

/** What was refused may be right after a change; being offline and a conflict are not over by typing. */
function afterEdit(obstacle: Obstacle | null): Obstacle | null {
  return obstacle === 'refused' ? null : obstacle;
}

function clear(state: Autosave): Autosave {
  return { ...state, sending: null, obstacle: null, attempts: 0, error: null, theirs: null };
}
