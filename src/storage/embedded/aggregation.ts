import { StorageError } from '../database';
import type { Doc } from './value-order';

type Stage = Doc;

/**
 * Prepares a pipeline; the function it gives runs it at once. A leading `$match` is answered by the collection (and its indexes),
 * the rest by mingo, which is loaded by the first aggregation because few processes need it before they have started.
 */
export async function aggregate<R extends object>(
  pipeline: readonly object[],
  match: (filter: Doc) => Iterable<unknown>,
): Promise<() => R[]> {
  const { Aggregator } = await import('mingo');
  const [first, ...rest] = pipeline as Stage[];
  const leading = first?.$match as Doc | undefined;
  const stages = (leading ? rest : (pipeline as Stage[])).flatMap(spellOutCount);
  return () => {
    try {
      return new Aggregator(stages, {}).run<R & Doc>(match(leading ?? {}));
    } catch (error) {
      if (error instanceof StorageError) throw error;
      throw new StorageError('unsupported', `The pipeline cannot be run: ${(error as Error).message}`, { cause: error });
    }
  };
}

/** MongoDB's `$count` of nothing gives no document, mingo's gives a zero; this is how MongoDB defines it. */
function spellOutCount(stage: Stage): Stage[] {
  if (typeof stage.$count === 'string') return [{ $group: { _id: null, [stage.$count]: { $sum: 1 } } }, { $project: { _id: 0 } }];
  if (!stage.$facet) return [stage];
  const branches = Object.entries(stage.$facet as Record<string, Stage[]>);
  return [{ $facet: Object.fromEntries(branches.map(([name, stages]) => [name, stages.flatMap(spellOutCount)])) }];
}
