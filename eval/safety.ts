import { readSafetyTables } from '../src/labelling/regression';
import type { Understand, Understanding } from '../src/understanding/types';
import { NOW } from './dev-data';
import { table } from './markdown';

/**
 * The tables of `content/safety`: what the rules recognise and where they alarm falsely, which a test holds to none, and what the bot
 * answers as a danger, which also believes the model where no rule speaks.
 */
export function evaluateSafety(understand: Understand): string {
  const read = (text: string): Understanding => understand(text, { now: NOW });
  const ruled = (signal: string, texts: readonly string[]): number =>
    texts.filter((text) => read(text).safety.some((one) => one === signal)).length;
  const answered = (texts: readonly string[]): number => texts.filter((text) => read(text).danger !== undefined).length;
  /** A near miss of one danger may well be another that a rule knows; what the model alone sees is an alarm. */
  const believed = (texts: readonly string[]): number =>
    texts.filter((text) => read(text).danger !== undefined && read(text).safety.length === 0).length;
  return table(
    ['danger', 'found by rules', 'false alarms of the rules', 'answered as a danger', 'false alarms of the model'],
    readSafetyTables().map(({ signal, positives, nearMisses }) => [
      `\`${signal}\``,
      `${ruled(signal, positives)} of ${positives.length}`,
      `${ruled(signal, nearMisses)} of ${nearMisses.length}`,
      `${answered(positives)} of ${positives.length}`,
      `${believed(nearMisses)} of ${nearMisses.length}`,
    ]),
  );
}
