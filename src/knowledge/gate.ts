import { dayOf } from '../platform/shanghai';
import type { Day } from '../platform/shanghai';
import type { Clock } from '../platform/clock';
import type { Category } from './categories';
import type { EntryContent, FaqEntry, FaqResult } from './entry';
import { questionsOf } from './entry';
import type { Instrument } from './instruments';
import type { AskKnowledge, Knowledge } from './knowledge';
import { lettersOf } from '../understanding/letters';
import { lintEntry } from './lint';
import type { Finding, LintRules } from './lint';
import { askAgain, mostAlike, readerOf, together } from './regression';
import type { Regression } from './regression';
import { checkRequired } from './required';

/** Another entry that answers what this one would. `same`: it has the very words. */
export interface Duplicate {
  entry: FaqEntry;
  question: string;
  score: number;
  same: boolean;
}

/** What the gate found. */
export interface GateReport {
  passes: boolean;
  /** An approver may publish nevertheless, with a written reason. */
  overridable: boolean;
  findings: (Finding & { severity: 'error' | 'warning' })[];
  duplicates: Duplicate[];
  regression: Regression;
  /** Own ways of asking that find something else first. */
  notFound: { question: string; found: FaqResult }[];
}

export interface Gate {
  /**
   * Everything that speaks against a content going live as this entry (a new one where no id is given).
   * Takes well under a second of work at 10,000 entries and lets turns pass in between.
   */
  check(content: EntryContent, entryId?: string): Promise<GateReport>;
}

export interface GateParts {
  knowledge: Pick<Knowledge, 'search' | 'trial' | 'anyEntry' | 'anyEntries'>;
  rules: LintRules;
  instruments: readonly Instrument[];
  categories: readonly Category[];
  /** Questions that must find none. */
  declined: readonly string[];
  /** What is approved for a later day: it goes live without another look, so that it is looked at from both sides now. */
  scheduled: () => Iterable<FaqEntry>;
  normalise: (text: string) => string;
  clock: Clock;
}

/** Rules that nobody may take on themselves: law that is no law, fields that are missing, code in a text. */
const UNYIELDING = new Set(['required', 'citation', 'repealed-law', 'approval', 'dates', 'markup', 'placeholder', 'followUp']);
/** From this confidence on another entry is taken to answer the same. */
const DUPLICATE_FROM = 0.85;
/** So many of the scheduled texts, the most like the candidate, can be led astray by it or lead it. */
const LOOKED_AHEAD = 10;
const UNNAMED = 'new-entry';

/** Builds the gate that stands before publication (issue 5.2). */
export function createGate({
  knowledge,
  rules,
  instruments,
  categories,
  declined,
  scheduled,
  normalise,
  clock,
}: GateParts): Gate {
  const read = (text: string): string => lettersOf(normalise(text));

  function findDuplicates(candidate: FaqEntry, asks: readonly AskKnowledge[]): Duplicate[] {
    const reader = readerOf(candidate);
    const nearest = new Map<string, Duplicate>();
    for (const question of questionsOf(candidate)) {
      for (const { entry, score } of asks.flatMap((ask) => ask(question, reader).matches)) {
        if (entry._id === candidate._id) continue;
        const same = questionsOf(entry).some((other) => read(other) === read(question));
        const known = nearest.get(entry._id);
        if (
          (same || score >= DUPLICATE_FROM) &&
          (!known || (same && !known.same) || (same === known.same && score > known.score))
        )
          nearest.set(entry._id, { entry, question, score, same });
      }
    }
    return [...nearest.values()].sort((a, b) => Number(b.same) - Number(a.same) || b.score - a.score);
  }

  return {
    async check(content, entryId = UNNAMED) {
      const day = dayOf(clock.now());
      const candidate = asIfApproved(content, entryId, day);
      const { needed, wanted } = checkRequired(content, {
        id: entryId,
        categories,
        isLive: (id) => knowledge.anyEntry(id)?.status === 'published',
        rules,
        day,
      });
      // By the law of the day on which consumers first read it.
      const firstDay = content.validFrom > day ? content.validFrom : day;
      const errors = [...needed, ...lintEntry({ ...candidate, validFrom: content.validFrom }, rules, instruments, firstDay)];
      const trial = knowledge.trial([candidate]);
      const others = [...scheduled()].filter(({ _id }) => _id !== entryId);
      const coming = mostAlike(candidate, others, LOOKED_AHEAD).map((entry) => ({ ...entry, validFrom: day }));
      const later = knowledge.trial(coming);
      const duplicates = findDuplicates(candidate, [knowledge.search, later]);
      const former = knowledge.anyEntry(entryId);
      const now = await askAgain(
        { before: knowledge.search, after: trial },
        { candidate, former, entries: knowledge.anyEntries(), declined },
      );
      const then = await askAgain(
        { before: later, after: knowledge.trial([...coming, candidate]) },
        { candidate, former, entries: coming, declined: [] },
      );
      const regression = together(now, then);
      const own = questionsOf(candidate).map((question) => ({ question, found: trial(question, readerOf(candidate)) }));
      const findings = [
        ...errors.map(({ rule, field, found, reason }) => ({ rule, field, found, reason, severity: 'error' as const })),
        ...wanted.map((finding) => ({ ...finding, severity: 'warning' as const })),
      ];
      return {
        passes: errors.length === 0 && regression.drops.length === 0 && !duplicates.some(({ same }) => same),
        overridable: !errors.some(({ rule }) => UNYIELDING.has(rule)),
        findings,
        duplicates,
        regression,
        notFound: own.filter(({ found }) => found.matches[0]?.entry._id !== entryId),
      };
    },
  };
}

/** The content as the entry it would be today, so that what is approved for a later day is judged too. */
export function asIfApproved(content: EntryContent, _id: string, day: Day): FaqEntry {
  const validFrom = content.validFrom > day ? day : content.validFrom;
  return { _id, version: 0, status: 'published', author: '', approver: 'gate', versionDate: day, ...content, validFrom };
}
