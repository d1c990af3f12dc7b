import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import type { CollectionSpec, Database, Stored } from '../storage/database';
import { loadCategories } from './categories';
import type { Category } from './categories';
import { followCalendar } from './commands/follow-calendar';
import type { FaqEntry } from './entry';
import { EntryBook } from './entry-book';
import { approvedEntry, faqEntriesCollection, faqVersionsCollection } from './entry-record';
import { FaqFeedback, faqSignalsCollection } from './feedback';
import { createGate } from './gate';
import type { Gate } from './gate';
import { loadInstruments } from './instruments';
import type { Instrument } from './instruments';
import { Knowledge } from './knowledge';
import { loadSearchLexicon } from './lexicon';
import type { SearchLexicon } from './lexicon';
import { loadLintRules } from './lint';
import type { LintRules } from './lint';
import { EditorPresences, presenceCollection } from './presence';
import { loadDisclaimers } from './present-entry';
import { seedEntries } from './seed-entries';
import { importRowsCollection, importsCollection } from './transfer/import-job';
import { Imports } from './transfer/imports';
import { PublicationTurns, publicationTurnsCollection } from './publication-turns';
import type { SemanticVectors } from './semantic-vectors';
import { cachedVectorsCollection } from './vector-cache';
import { Usage, usageCollection } from './usage';
import { KnowledgeWebhook, announcementsCollection } from './webhook';

/** What the store must prepare for the knowledge. */
export const knowledgeCollections: readonly CollectionSpec<Stored>[] = [
  faqEntriesCollection,
  faqVersionsCollection,
  faqSignalsCollection,
  usageCollection,
  cachedVectorsCollection,
  presenceCollection,
  announcementsCollection,
  publicationTurnsCollection,
  importsCollection,
  importRowsCollection,
];

export interface KnowledgeSurroundings {
  database: Database;
  clock: Clock;
  logger: Logger;
  /** What the understanding reads texts by. */
  normalise: (text: string) => string;
  /** What a bank starts with, see `loadFaqEntries`. */
  seeds: readonly FaqEntry[];
  webhook?: { url: string; secret: string };
  /** Where this process listens; a command that only opens the knowledge listens nowhere. */
  place?: string;
  /** Where an embedding endpoint is configured; closed with the rest. */
  vectors?: SemanticVectors;
}

/** The knowledge side, built and filled. */
export interface KnowledgeParts {
  book: EntryBook;
  /** What turns ask. */
  knowledge: Knowledge;
  gate: Gate;
  publications: PublicationTurns;
  feedback: FaqFeedback;
  usage: Usage;
  presences: EditorPresences;
  imports: Imports;
  categories: readonly Category[];
  instruments: readonly Instrument[];
  rules: LintRules;
  lexicon: SearchLexicon;
  normalise: (text: string) => string;
  disclaimer: ReturnType<typeof loadDisclaimers>;
  /** What time does by itself: entries that come and go by date, changes and announcements that a crash left unfinished. */
  sweep(): Promise<void>;
  close(): Promise<void>;
}

/** Seeds the entries where they are missing, reads them all and lets the search follow them. */
export async function openKnowledge(around: KnowledgeSurroundings): Promise<KnowledgeParts> {
  const { database, clock, logger, normalise, seeds, vectors, place } = around;
  const [entries, versions] = [database.collection(faqEntriesCollection), database.collection(faqVersionsCollection)];
  const webhook =
    around.webhook && new KnowledgeWebhook(database.collection(announcementsCollection), { ...around.webhook, clock, logger });
  const book = new EntryBook(entries, versions, clock, async (version) => webhook?.announce(version));
  const usage = new Usage(database.collection(usageCollection));
  const [lexicon, rules, instruments, categories] = [loadSearchLexicon(), loadLintRules(), loadInstruments(), loadCategories()];
  const knowledge = new Knowledge({ clock, lexicon, normalise, vectors });
  const imports = new Imports({
    book,
    jobs: database.collection(importsCollection),
    rows: database.collection(importRowsCollection),
    categories,
    instruments,
    logger,
    place,
  });
  book.subscribe((record) => knowledge.follow(record));

  const declined = lexicon.declined.flatMap(({ wordings }) => wordings);
  vectors?.want(declined);
  await seedEntries(book, { entries, versions }, seeds);
  await book.load();
  await imports.endForeign(database.shared ? 'this place' : 'everyone');
  return {
    book,
    knowledge,
    gate: createGate({
      knowledge,
      rules,
      instruments,
      categories,
      declined,
      scheduled: () => [...book.all()].flatMap(({ _id, next }) => (next ? approvedEntry(_id, next) : [])),
      normalise,
      clock,
    }),
    publications: new PublicationTurns(database.collection(publicationTurnsCollection), book, clock),
    feedback: new FaqFeedback(database.collection(faqSignalsCollection), usage, clock),
    usage,
    imports,
    presences: new EditorPresences(database.collection(presenceCollection), clock),
    categories,
    instruments,
    rules,
    lexicon,
    normalise,
    disclaimer: loadDisclaimers(),
    async sweep() {
      await book.finishPending();
      await followCalendar(book);
      await imports.takeUp();
      await webhook?.deliverDue();
    },
    async close() {
      await imports.close();
      knowledge.close();
      await vectors?.close();
      await webhook?.close();
    },
  };
}
