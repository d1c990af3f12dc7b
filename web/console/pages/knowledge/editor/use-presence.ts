import { useEffect, useState } from 'react';
import type { Person } from '../knowledge-types';
import { useKnowledge } from '../use-knowledge';

const RENEW_MS = 15_000;

/** Says that somebody writes here as long as this stands, and tells who else does. */
export function usePresence(entryId: string, writing: boolean): readonly Person[] {
  const { api } = useKnowledge();
  const [others, setOthers] = useState<readonly Person[]>([]);
  useEffect(() => {
    if (!writing) return;
    let present = true;
    const stay = (): void => {
      api.stay(entryId).then(
        (found) => present && setOthers(found),
        // Who else is here is a courtesy; a conflict is found when saving.
        () => undefined,
      );
    };
    stay();
    const timer = setInterval(stay, RENEW_MS);
    return () => {
      present = false;
      clearInterval(timer);
      api.leave(entryId).catch(() => undefined);
    };
  }, [api, entryId, writing]);
  return others;
}
