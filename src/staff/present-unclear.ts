import type { UnclearGroup } from '../labelling/unclear-book';
import type { Guess, UnclearUtterance } from '../labelling/unclear-utterance';
import { maskText } from './mask-text';

export interface UnclearView {
  id: string;
  text: string;
  reason: UnclearUtterance['reason'];
  /** Absent where a label was imported and nobody said the sentence here. */
  predicted?: Guess;
  times: number;
  /** ISO 8601 in UTC. */
  lastAt: string;
  intent?: string;
  decidedBy?: string;
}

export interface UnclearGroupView {
  id: string;
  /** How often its sentences were said, together. */
  times: number;
  /** How many there are; `utterances` shows the most frequent of them. */
  sentences: number;
  utterances: UnclearView[];
}

/** A group of sentences that were not understood, as whoever labels them reads it; colleagues by name. */
export function presentUnclearGroup(group: UnclearGroup, nameOf: (staffId: string) => string | undefined): UnclearGroupView {
  return {
    id: group.id,
    times: group.times,
    sentences: group.sentences,
    utterances: group.utterances.map(({ _id, text, reason, predicted, times, lastAt, intent, decidedBy }) => ({
      id: _id,
      text: maskText(text),
      reason,
      predicted,
      times,
      lastAt: lastAt.toISOString(),
      intent,
      decidedBy: decidedBy && nameOf(decidedBy),
    })),
  };
}
