import { useEffect } from 'react';
import { useApi } from '../../session';
import type { PhoneTaskView } from '../../staff-api';
import { useLoaded } from '../../use-loaded';
import type { Loaded } from '../../use-loaded';

/** Who is to be phoned; asked again when somebody comes back to this window. `shown`: whether one is looking at it. */
export function usePhoneTasks(shown: boolean): Loaded<PhoneTaskView[]> {
  const api = useApi();
  const loaded = useLoaded(String(shown), () => api.phoneTasks());
  const { reload } = loaded;
  useEffect(() => {
    window.addEventListener('focus', reload);
    return () => window.removeEventListener('focus', reload);
  }, [reload]);
  return loaded;
}
