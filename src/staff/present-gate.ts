import type { z } from 'zod';
import type { FaqMatch, FaqResult } from '../knowledge/entry';
import type { GateReport } from '../knowledge/gate';
import type { Changed } from '../knowledge/regression';
import type { found, gateReport } from './routes/knowledge-views';

export type GateReportView = z.infer<typeof gateReport>;
export type FoundView = z.infer<typeof found>;

/** So many changed questions are shown; their number is always told. */
const SHOWN = 100;

/** What the publish gate found, as the studio shows it. */
export function presentGateReport(report: GateReport): GateReportView {
  const { passes, overridable, findings, duplicates, regression, notFound } = report;
  return {
    passes,
    overridable,
    findings,
    duplicates: duplicates.map(({ entry, question, score, same }) => ({ ...presentMatch({ entry, score }), question, same })),
    regression: {
      ...regression,
      drops: regression.drops.slice(0, SHOWN).map(presentChanged),
      gains: regression.gains.slice(0, SHOWN).map(presentChanged),
    },
    notFound: notFound.map((own) => ({ question: own.question, found: presentFound(own.found) })),
  };
}

/** What a question finds: verdict, titles and scores. */
export function presentFound({ verdict, matches }: FaqResult): FoundView {
  return { verdict, matches: matches.map(presentMatch) };
}

/** An entry that is found, by title. */
export function presentMatch({ entry, score }: FaqMatch): { id: string; title: string; score: number } {
  return { id: entry._id, title: entry.title, score: Math.round(score * 1000) / 1000 };
}

function presentChanged({ question, owner, before, after }: Changed): GateReportView['regression']['drops'][number] {
  return { question, owner, before: presentFound(before), after: presentFound(after) };
}
