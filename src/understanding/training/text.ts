import type { Features } from '../model/features';
import type { Utterance } from './corpus';

/** An utterance as the learner sees it. */
export interface Text {
  utterance: Utterance;
  /** Features of the text as it was written, then of its disturbed copies. */
  variants: readonly Features[];
}
