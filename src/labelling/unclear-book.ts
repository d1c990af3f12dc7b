import { derivedId } from '../platform/ids';
import { isDuplicate } from '../storage/database';
import type { Collection } from '../storage/database';
import type { Label } from './label';
import { ALIKE, bandsOf, lettersIn, likeness } from './similarity';
import type { Guess, UnclearReason, UnclearStatus, UnclearUtterance } from './unclear-utterance';

/** A sentence as a turn hands it over; its text is masked. */
export interface Unclear {
  text: string;
  reason: UnclearReason;
  predicted: Guess;
  at: Date;
}

export interface UnclearGroup {
  id: string;
  times: number;
  sentences: number;
  /** Most frequent first, at most `SHOWN`. */
  utterances: readonly UnclearUtterance[];
}

type CountedGroup = Pick<UnclearGroup, 'id' | 'times' | 'sentences'> & { lastAt: number };

/** Who decides, and when. */
export interface Decision {
  by: string;
  at: Date;
}

const LONGEST = 300;
const KEYS_KEPT = 20;
const SHOWN = 20;
/** Of the sentences that share a band, so many are compared. */
const COMPARED = 3;

/** The sentences that were not understood, in groups of alike ones, and what people say of them. */
export class UnclearBook {
  constructor(private readonly utterances: Collection<UnclearUtterance>) {}

  /** Keeps a sentence once and counts how often it is said; the same `key` counts once. Time does not grow with what is kept. */
  async keep({ text, reason, predicted, at }: Unclear, key: string): Promise<void> {
    const _id = idOf(text);
    for (;;) {
      const { matched } = await this.utterances.updateOne(
        { _id, keys: { $ne: key } },
        {
          $inc: { times: 1 },
          $max: { lastAt: at },
          $push: { keys: { $each: [key], $slice: -KEYS_KEPT } },
          ...(reason === 'rejected' ? { $set: { reason } } : {}),
        },
      );
      if (matched > 0 || (await this.utterances.findOne({ _id }, { projection: { _id: 1 } }))) return;
      const fresh = { text: text.slice(0, LONGEST), reason, predicted, times: 1, firstAt: at, lastAt: at, keys: [key] };
      if (await this.insert({ ...fresh, _id, status: 'open' })) return;
    }
  }

  /** Groups with sentences of this status, those said most first. `total` counts the groups. */
  async list(status: UnclearStatus, page: { skip: number; limit: number }): Promise<{ groups: UnclearGroup[]; total: number }> {
    const counted = await this.countGroups(status);
    const shown = counted.slice(page.skip, page.skip + page.limit);
    const groups = shown.map(async ({ id, times, sentences }): Promise<UnclearGroup> => {
      // By its group alone: with the status beside it a store may read the whole of that status.
      const members = await this.utterances.find({ group: id }).toArray();
      const utterances = members
        .filter((one) => one.status === status)
        .sort((a, b) => b.times - a.times || (a._id < b._id ? -1 : 1));
      return { id, times, sentences, utterances: utterances.slice(0, SHOWN) };
    });
    return { groups: await Promise.all(groups), total: counted.length };
  }

  /** Says what sentences mean. @returns how many of them there are. */
  label(ids: readonly string[], intent: string, { by, at }: Decision): Promise<number> {
    return this.decide(ids, { status: 'labelled', intent, decidedBy: by, decidedAt: at });
  }

  /** Sets sentences aside that teach nothing. @returns how many of them there are. */
  dismiss(ids: readonly string[], { by, at }: Decision): Promise<number> {
    return this.decide(ids, { status: 'dismissed', decidedBy: by, decidedAt: at });
  }

  /** Every label, oldest decision first. */
  async *labels(): AsyncGenerator<Label> {
    for await (const { text, intent } of this.utterances.find({ status: 'labelled' }, { sort: { decidedAt: 1, _id: 1 } }))
      if (intent) yield { text, intent };
  }

  /** Takes over a label from elsewhere; the sentence need not have been said here. */
  async importLabel({ text, intent }: Label, { by, at }: Decision): Promise<void> {
    const _id = idOf(text);
    const decided = { status: 'labelled' as const, intent, decidedBy: by, decidedAt: at };
    const { matched } = await this.utterances.updateOne({ _id }, { $set: decided });
    if (matched > 0) return;
    const fresh = { text, reason: 'unsure' as const, times: 0, firstAt: at, lastAt: at, keys: [] };
    if (!(await this.insert({ ...fresh, _id, ...decided }))) await this.utterances.updateOne({ _id }, { $set: decided });
  }

  /** Counted here: an aggregation of the embedded store takes many times as long. */
  private async countGroups(status: UnclearStatus): Promise<CountedGroup[]> {
    const counted = new Map<string, CountedGroup>();
    const sentences = this.utterances.find({ status }, { projection: { group: 1, times: 1, lastAt: 1 } });
    for await (const { group, times, lastAt } of sentences) {
      const known = counted.get(group) ?? { id: group, times: 0, sentences: 0, lastAt: 0 };
      known.times += times;
      known.sentences++;
      known.lastAt = Math.max(known.lastAt, lastAt.getTime());
      counted.set(group, known);
    }
    return [...counted.values()].sort((a, b) => b.times - a.times || b.lastAt - a.lastAt || (a.id < b.id ? -1 : 1));
  }

  private async decide(ids: readonly string[], decision: Partial<UnclearUtterance>): Promise<number> {
    const { intent, ...others } = decision;
    const update = intent ? { $set: decision } : { $set: others, $unset: { intent: true as const } };
    return (await this.utterances.updateMany({ _id: { $in: [...ids] } }, update)).matched;
  }

  /** @returns false when the sentence was inserted by another turn in the same moment. */
  private async insert(utterance: Omit<UnclearUtterance, 'group' | 'bands'>): Promise<boolean> {
    const letters = lettersIn(utterance.text);
    const bands = Object.fromEntries(bandsOf(letters).map((band, index) => [`b${index}`, band]));
    const group = (await this.nearestGroup(letters, bands)) ?? utterance._id;
    try {
      await this.utterances.insertOne({ ...utterance, group, bands });
      return true;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      return false;
    }
  }

  private async nearestGroup(letters: string, bands: Readonly<Record<string, string>>): Promise<string | undefined> {
    const found = await Promise.all(
      Object.entries(bands).map(([name, band]) =>
        this.utterances.find({ [`bands.${name}`]: band }, { limit: COMPARED }).toArray(),
      ),
    );
    const [best] = found
      .flat()
      .map(({ text, group }) => ({ group, likeness: likeness(letters, lettersIn(text)) }))
      .sort((a, b) => b.likeness - a.likeness);
    return best && best.likeness >= ALIKE ? best.group : undefined;
  }
}

function idOf(text: string): string {
  return derivedId('unc', lettersIn(text.slice(0, LONGEST)));
}
