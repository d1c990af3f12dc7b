import { temper } from '../model/judges';

const CANDIDATES = Array.from({ length: 30 }, (_, step) => 0.4 * 1.08 ** step);

/** Probabilities of the coarse labels for a text, and the label that is right. */
export interface Scored {
  ofLabels: Float64Array;
  label: number;
}

/**
 * The temperature at which the coarse probabilities of unheard speakers are most honest: the lowest mean negative log likelihood.
 * 1 where there is nobody to ask.
 */
export function fitTemperature(scored: readonly Scored[]): number {
  if (scored.length === 0) return 1;
  const losses = CANDIDATES.map((temperature) =>
    scored.reduce((loss, { ofLabels, label }) => {
      const probability = temper(ofLabels, temperature)[label] as number;
      return loss - Math.log(Math.max(probability, 1e-6));
    }, 0),
  );
  return CANDIDATES[losses.indexOf(Math.min(...losses))] as number;
}
