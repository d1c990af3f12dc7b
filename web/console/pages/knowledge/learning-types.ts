import type { Match } from './knowledge-types';

/** What consumers asked, of docs/knowledge-api.md. */

export interface MissGroup {
  id: string;
  question: string;
  count: number;
  firstAt: string;
  lastAt: string;
  examples: string[];
  nearest?: Match;
}

export interface EntryUse {
  id: string;
  title: string;
  hits: number;
  useful: number;
  useless: number;
  reasons: { reason: string; count: number }[];
}

export interface Statistics {
  answered: number;
  missed: number;
  useful: number;
  useless: number;
  entries: EntryUse[];
  unused: { id: string; title: string; publishedOn: string }[];
  daily: { day: string; answered: number; missed: number }[];
}
