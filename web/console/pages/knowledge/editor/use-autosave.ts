import { useCallback, useEffect, useEffectEvent, useReducer, useRef } from 'react';
import type { Dispatch } from 'react';
import { ApiError } from '../../../api';
import type { Content, EntryView } from '../knowledge-types';
import { useKnowledge } from '../use-knowledge';
import { autosave, isUnsaved, nextAttempt, saveState, startAutosave } from './autosave';
import type { Autosave, AutosaveEvent } from './autosave';
import { keepDraft, keptDraft } from './kept-draft';

export interface Writing {
  state: Autosave;
  dispatch: Dispatch<AutosaveEvent>;
  edit(change: Partial<Content>): void;
  /** Sends what is unsaved now. `null` when that did not work, else the revision that the server has. */
  flush(): Promise<number | null>;
}

/** Carries an entry's text to the server while somebody writes, and keeps it on this computer until it is there. */
export function useAutosave(entry: EntryView, staffId: string, onSaved: (entry: EntryView) => void): Writing {
  const { api } = useKnowledge();
  const [state, dispatch] = useReducer(autosave, null, () => startAutosave(entry, keptDraft(staffId, entry.id)));
  const latest = useRef(state);
  const sent = useRef<Content | null>(null);
  const waiting = useRef<((revision: number | null) => void)[]>([]);

  const send = useEffectEvent(async (content: Content) => {
    try {
      const saved = await api.save({ id: entry.id, revision: state.revision }, content);
      dispatch({ type: 'saved', entry: saved });
      onSaved(saved);
    } catch (error) {
      dispatch(failure(error));
    }
  });

  useEffect(() => {
    if (!state.sending || sent.current === state.sending) return;
    sent.current = state.sending;
    void send(state.sending);
  }, [state.sending]);

  useEffect(() => {
    latest.current = state;
    const unsaved = isUnsaved(state);
    keepDraft(staffId, entry.id, unsaved ? { content: state.content, base: state.base, revision: state.revision } : null);
    if (waiting.current.length > 0 && !state.sending) {
      if (unsaved && !state.obstacle) return dispatch({ type: 'due' });
      for (const resolve of waiting.current.splice(0)) resolve(unsaved ? null : state.revision);
    }
    const pause = nextAttempt(state);
    if (pause === null) return;
    const timer = setTimeout(() => dispatch({ type: 'due' }), pause);
    return () => clearTimeout(timer);
  }, [state, staffId, entry.id]);

  useEffect(() => {
    const back = (): void => dispatch({ type: 'due' });
    window.addEventListener('online', back);
    return () => window.removeEventListener('online', back);
  }, []);

  const edit = useCallback((change: Partial<Content>) => dispatch({ type: 'edited', change }), []);
  const flush = useCallback((): Promise<number | null> => {
    const now = saveState(latest.current);
    if (now === 'saved') return Promise.resolve(latest.current.revision);
    if (now === 'conflict') return Promise.resolve(null);
    return new Promise((resolve) => {
      waiting.current.push(resolve);
      dispatch({ type: 'due' });
    });
  }, []);
  return { state, dispatch, edit, flush };
}

/** What a failed attempt means: passing troubles are tried again, what the server refuses is not. */
function failure(error: unknown): AutosaveEvent {
  if (!(error instanceof ApiError)) return { type: 'refused', error };
  if (error.code === 'XB_FAQ_STALE') return { type: 'stale', entry: (error.body as { entry: EntryView }).entry };
  const passing = error.status === 0 || error.status === 401 || error.status === 429 || error.status >= 500;
  return passing ? { type: 'unreached' } : { type: 'refused', error };
}
