import { useApi } from '../../session';
import type { CaseView } from '../../staff-api';
import { useLoaded } from '../../use-loaded';
import type { Loaded } from '../../use-loaded';

const TYPING_PAUSE_MS = 250;

/** The registered complaints of a search. */
export function useCases(query: string, status: string): Loaded<CaseView[]> {
  const api = useApi();
  return useLoaded(`${status}/${query}`, () => api.cases({ query, status }), { pause: query ? TYPING_PAUSE_MS : 0 });
}
