import type { Personal } from '../complaints/complaint';
import { derivedId } from '../platform/ids';
import type { Collection } from '../storage/database';
import { defineCollection, isDuplicate } from '../storage/database';

/** A conversation whose consumer has proven to be the one of another conversation. */
export interface ProvenSpeaker {
  /** The conversation. */
  _id: string;
  /** A pseudonym: the same for all conversations of one proven person. */
  personId: string;
  channel: string;
  /** The complaint by which it was proven, and when. */
  complaintNumber: string;
  at: Date;
  name: Personal;
  phone: Personal;
}

export const personsCollection = defineCollection<ProvenSpeaker>({
  name: 'persons',
  indexes: [{ keys: { personId: 1 } }],
});

export type Proven = Pick<ProvenSpeaker, 'complaintNumber' | 'at' | 'name' | 'phone'>;

/**
 * Who is the same person in several conversations: only ever by proof, that is, by naming a complaint's number with the name and
 * the phone that were left with it. The same name and phone typed twice prove nothing, so persons are never looked up by them.
 */
export class Persons {
  constructor(private readonly speakers: Collection<ProvenSpeaker>) {}

  /**
   * Joins the conversation that gave the proof to the one in which the complaint was made. Repeating it changes nothing.
   * Two persons that turn out to be one become one.
   */
  async join(
    first: { conversationId: string; channel: string },
    second: { conversationId: string; channel: string },
    proven: Proven,
  ): Promise<void> {
    const person = await this.ensure(first, derivedId('per', first.conversationId), proven);
    const joined = await this.ensure(second, person, proven);
    if (joined !== person) await this.speakers.updateMany({ personId: joined }, { $set: { personId: person } });
  }

  /** The conversation and all that are proven to be of the same person. */
  async conversationsOf(conversationId: string): Promise<string[]> {
    return [conversationId, ...(await this.othersOf(conversationId)).map(({ _id }) => _id)];
  }

  /** Where else this conversation's consumer has been in touch. */
  async othersOf(conversationId: string): Promise<ProvenSpeaker[]> {
    const own = await this.speakers.findOne({ _id: conversationId });
    if (!own) return [];
    return this.speakers
      .find({ personId: own.personId, _id: { $ne: conversationId } }, { sort: { at: -1 }, limit: 50 })
      .toArray();
  }

  /** The channels of the others, each once. */
  async otherChannelsOf(conversationId: string): Promise<string[]> {
    return [...new Set((await this.othersOf(conversationId)).map(({ channel }) => channel))];
  }

  /** @returns the person that the conversation belongs to, from now or since before */
  private async ensure(
    { conversationId, channel }: { conversationId: string; channel: string },
    personId: string,
    proven: Proven,
  ): Promise<string> {
    try {
      await this.speakers.insertOne({ _id: conversationId, personId, channel, ...proven });
      return personId;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      return (await this.speakers.findOne({ _id: conversationId }))?.personId ?? personId;
    }
  }
}
