import { readSafetyTables } from '../src/labelling/regression';
import type { Understand } from '../src/understanding/types';
import { NOW } from './dev-data';
import { table } from './markdown';

/** The tables of `content/safety`, which a test holds to: what is recognised, and what alarms falsely. */
export function evaluateSafety(understand: Understand): string {
  const alarms = (signal: string, texts: readonly string[]): number =>
    texts.filter((text) => understand(text, { now: NOW }).safety.some((one) => one === signal)).length;
  return table(
    ['danger', 'recognised', 'false alarms'],
    readSafetyTables().map(({ signal, positives, nearMisses }) => [
      `\`${signal}\``,
      `${alarms(signal, positives)} of ${positives.length}`,
      `${alarms(signal, nearMisses)} of ${nearMisses.length}`,
    ]),
  );
}
