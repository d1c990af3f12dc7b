import type { Call } from '../../api';
import type * as Imports from './import/import-types';
import type * as Types from './knowledge-types';
import type * as Learning from './learning-types';

/** An entry as the caller has seen it: another revision is a conflict. */
export interface Seen {
  id: string;
  revision: number;
}

export interface TryQuestion {
  questions: string[];
  content?: Types.Content;
  entryId?: string;
  /** As whom; where nobody is named, someone for whom `content` is meant. */
  channel?: Types.Channel;
  elder?: boolean;
}

export interface KnowledgeApi {
  entries(query: URLSearchParams): Promise<Types.EntryPage>;
  entry(id: string): Promise<Types.EntryView>;
  create(content: Types.Content): Promise<Types.EntryView>;
  save(seen: Seen, content: Types.Content): Promise<Types.EntryView>;
  submit(seen: Seen, reason?: string): Promise<Types.EntryView>;
  sendBack(seen: Seen, reason: string): Promise<Types.EntryView>;
  /** `overrideReason`: publish although the gate refuses it. */
  publish(seen: Seen, overrideReason?: string): Promise<{ entry: Types.EntryView; report: Types.GateReport }>;
  withdraw(seen: Seen, reason: string): Promise<Types.EntryView>;
  discard(seen: Seen): Promise<Types.EntryView>;
  restore(seen: Seen, version: number): Promise<Types.EntryView>;
  versions(id: string, all: boolean): Promise<Types.VersionSummary[]>;
  /** A side is a version's number, `live` or `draft`. */
  compare(id: string, from: string, to: string): Promise<Types.FieldChange[]>;
  /** Says that this person has the entry open, and hears who else has. */
  stay(id: string): Promise<(Types.Person & { since: string })[]>;
  leave(id: string): Promise<void>;
  check(content: Types.Content, entryId: string): Promise<Types.GateReport>;
  try(question: TryQuestion): Promise<Types.Tried[]>;
  preview(content: Types.Content): Promise<Types.Preview>;
  misses(days: number, page: number): Promise<{ groups: Learning.MissGroup[]; total: number; size: number }>;
  draftFromMiss(id: string, category: string): Promise<Types.EntryView>;
  dismissMiss(id: string): Promise<void>;
  statistics(days: number): Promise<Learning.Statistics>;
  registers(): Promise<Types.Registers>;
  checkImport(file: File): Promise<Imports.ImportCheck>;
  applyImport(importId: string, allOrNothing: boolean): Promise<void>;
  importProgress(importId: string): Promise<Imports.ImportProgress>;
}

const BASE = '/api/knowledge';

export type ExportFormat = 'xlsx' | 'csv' | 'tsv';

/** Where the entries of a filter are downloaded from, the heads of the columns in a language: a link sends the browser's own. */
export function exportUrl(query: URLSearchParams, format: ExportFormat, language: string): string {
  const all = new URLSearchParams(query);
  for (const name of ['page', 'size']) all.delete(name);
  all.set('format', format);
  all.set('language', language);
  return `${BASE}/export?${all}`;
}

/**
 * The typed client of the knowledge API.
 * @throws ApiError from every method
 */
export function createKnowledgeApi(call: Call): KnowledgeApi {
  const of = (id: string, rest = ''): string => `${BASE}/entries/${encodeURIComponent(id)}${rest}`;
  const act = async (action: string, { id, revision }: Seen, more: object = {}): Promise<Types.EntryView> =>
    (await call<{ entry: Types.EntryView }>('POST', of(id, `/${action}`), { revision, ...more })).entry;

  return {
    entries: (query) => call('GET', `${BASE}/entries?${query}`),
    entry: async (id) => (await call<{ entry: Types.EntryView }>('GET', of(id))).entry,
    create: async (content) => (await call<{ entry: Types.EntryView }>('POST', `${BASE}/entries`, { content })).entry,
    save: async ({ id, revision }, content) =>
      (await call<{ entry: Types.EntryView }>('PUT', of(id, '/draft'), { revision, content })).entry,
    submit: (seen, reason) => act('submit', seen, reason ? { reason } : {}),
    sendBack: (seen, reason) => act('return', seen, { reason }),
    publish: ({ id, revision }, reason) =>
      call('POST', of(id, '/publish'), { revision, ...(reason ? { override: { reason } } : {}) }),
    withdraw: (seen, reason) => act('withdraw', seen, { reason }),
    discard: (seen) => act('discard', seen),
    restore: (seen, version) => act('restore', seen, { version }),
    versions: async (id, all) =>
      (await call<{ versions: Types.VersionSummary[] }>('GET', of(id, `/versions${all ? '?all=true' : ''}`))).versions,
    compare: async (id, from, to) =>
      (await call<{ changes: Types.FieldChange[] }>('GET', of(id, `/compare?${new URLSearchParams({ from, to })}`))).changes,
    stay: async (id) => (await call<{ others: (Types.Person & { since: string })[] }>('PUT', of(id, '/presence'))).others,
    leave: (id) => call('DELETE', of(id, '/presence')),
    check: async (content, entryId) =>
      (await call<{ report: Types.GateReport }>('POST', `${BASE}/check`, { content, entryId })).report,
    try: async (question) => (await call<{ results: Types.Tried[] }>('POST', `${BASE}/try`, question)).results,
    preview: (content) => call('POST', `${BASE}/preview`, { content }),
    misses: (days, page) => call('GET', `${BASE}/misses?${new URLSearchParams({ days: `${days}`, page: `${page}` })}`),
    draftFromMiss: async (id, category) =>
      (await call<{ entry: Types.EntryView }>('POST', `${BASE}/misses/${encodeURIComponent(id)}/draft`, { category })).entry,
    dismissMiss: (id) => call('POST', `${BASE}/misses/${encodeURIComponent(id)}/dismiss`),
    statistics: (days) => call('GET', `${BASE}/statistics?days=${days}`),
    registers: () => call('GET', `${BASE}/registers`),
    checkImport: (file) => call('POST', `${BASE}/import?dryRun=true`, file),
    applyImport: (id, allOrNothing) => call('POST', `${BASE}/import/${encodeURIComponent(id)}/apply`, { allOrNothing }),
    importProgress: (id) => call('GET', `${BASE}/import/${encodeURIComponent(id)}`),
  };
}
