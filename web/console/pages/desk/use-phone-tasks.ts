import { useEffect } from 'react';
import { useApi } from '../../session';
import type { PhoneTaskView } from '../../staff-api';
import { useLoaded } from '../../use-loaded';
import type { Loaded } from '../../use-loaded';

/** Whoever only looks on sees a new call, and that one is over, after so long at most. */
const AGAIN_MS = 60_000;

/** Who is to be phoned; asked again each minute, and when somebody comes back to this window. `shown`: whether one is looking at it. */
export function usePhoneTasks(shown: boolean): Loaded<PhoneTaskView[]> {
  const api = useApi();
  const loaded = useLoaded(String(shown), () => api.phoneTasks());
  const { reload } = loaded;
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && reload(), AGAIN_MS);
    window.addEventListener('focus', reload);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', reload);
    };
  }, [reload]);
  return loaded;
}
