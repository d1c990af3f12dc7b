import type { Collection } from '../storage/database';
import { StorageError, isDuplicate } from '../storage/database';
import type { Vault } from '../platform/sealing';
import { maskCard, maskName, maskPhone } from '../platform/masking';
import { derivedId } from '../platform/ids';
import type { Classification, Complaint, Standing } from './complaint';
import { dueDay, ruleInForce } from './deadlines';
import type { DeadlineRule } from './deadlines';
import { complaintNumber } from './number';

/** What a conversation gathered, as plain JSON; personal values are still readable and are sealed on registration. */
export interface ComplaintDraft extends Pick<
  Complaint,
  | 'conversationId'
  | 'entry'
  | 'consumerId'
  | 'facts'
  | 'happened'
  | 'amountFen'
  | 'product'
  | 'respondent'
  | 'requests'
  | 'requestText'
  | 'attachmentUrls'
  | 'flags'
  | 'mood'
> {
  number: string;
  receivedAt: Date;
  standing: Standing;
  name?: string;
  phone?: string;
  accountTail?: string;
  predicted: Complaint['taxonomy']['predicted'];
}

const MAX_ATTEMPTS = 20;

/** The register of complaints. */
export class ComplaintBook {
  constructor(
    private readonly complaints: Collection<Complaint>,
    private readonly vault: Vault,
    private readonly rules: readonly DeadlineRule[],
  ) {}

  /** The rule and the last reply day of a complaint received now. */
  deadline(receivedAt: Date): { rule: DeadlineRule; dueOn: string } {
    const rule = ruleInForce(this.rules, 'DECIDE_SIMPLE', receivedAt);
    return { rule, dueOn: dueDay(rule, receivedAt) };
  }

  /** A free number for the complaint of this turn; the same one when the turn is repeated. */
  async mintNumber(turnId: string, receivedAt: Date): Promise<string> {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const number = complaintNumber(this.vault, turnId, receivedAt, attempt);
      const holder = await this.complaints.findOne({ number }, { projection: { number: 1 } });
      if (!holder || holder._id === complaintId(turnId)) return number;
    }
    throw new Error('No free complaint number was found; the signing key may be shared by too many servers.');
  }

  /**
   * Registers a complaint once: the same `turnId` changes nothing.
   * @throws StorageError `retryable` when another complaint took the number in the same moment: the turn mints the next one.
   */
  async register(draft: ComplaintDraft, turnId: string): Promise<void> {
    const { name, phone, accountTail, predicted, ...facts } = draft;
    const { rule, dueOn } = this.deadline(draft.receivedAt);
    const complaint: Complaint = {
      ...facts,
      _id: complaintId(turnId),
      status: 'received',
      rule: `${rule.id}@${rule.version}`,
      dueOn,
      ...(name ? { name: { masked: maskName(name), sealed: this.vault.seal(name) } } : {}),
      ...(phone ? { phone: { masked: maskPhone(phone), sealed: this.vault.seal(phone) } } : {}),
      ...(accountTail ? { accountTail: { masked: maskCard(accountTail), sealed: this.vault.seal(accountTail) } } : {}),
      taxonomy: { predicted },
      history: [{ at: draft.receivedAt, actor: 'consumer', type: 'received' }],
    };
    try {
      await this.complaints.insertOne(complaint);
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      if (!(await this.complaints.findOne({ _id: complaint._id }))) {
        throw new StorageError('retryable', 'The complaint number was taken in the same moment.');
      }
    }
  }

  findByNumber(number: string): Promise<Complaint | null> {
    return this.complaints.findOne({ number });
  }

  /** The complaints of one conversation, newest first. */
  ofConversation(conversationId: string): Promise<Complaint[]> {
    return this.ofConversations([conversationId]);
  }

  /** The complaints of conversations that are proven to be of one person, newest first. */
  ofConversations(conversationIds: readonly string[]): Promise<Complaint[]> {
    return this.complaints
      .find({ conversationId: { $in: [...conversationIds] } }, { sort: { receivedAt: -1 }, limit: 20 })
      .toArray();
  }

  /** Newest first; `query` is a number or the beginning of one. */
  list(filter: { query?: string; limit: number }): Promise<Complaint[]> {
    const wanted = filter.query?.toUpperCase().replace(/[^0-9A-Z-]/g, '');
    return this.complaints
      .find(wanted ? { number: { $regex: `^${wanted}` } } : {}, { sort: { receivedAt: -1 }, limit: filter.limit })
      .toArray();
  }

  /** The phone that the complainant left, for whoever is to dial it. */
  phoneOf({ phone }: Complaint): string | undefined {
    return phone && this.vault.open(phone.sealed);
  }

  /** Whether these are the last four digits of the phone that the complainant left. */
  knowsPhoneTail(complaint: Complaint, lastFour: string): boolean {
    return this.phoneOf(complaint)?.endsWith(lastFour) ?? false;
  }

  /** Whether these are the name and the phone that the complainant left. */
  belongsTo({ name, phone }: Complaint, claim: { name: string; phone: string }): boolean {
    if (!name || !phone) return false;
    const [ownName, ownPhone] = [this.vault.open(name.sealed), this.vault.open(phone.sealed)];
    return comparable(ownName) === comparable(claim.name) && digitsOf(ownPhone) === digitsOf(claim.phone);
  }

  /** Adds what a consumer sent later; the same `key` adds it once. */
  async supplement(number: string, detail: string, at: Date, key: string): Promise<void> {
    const event = { at, actor: 'consumer', type: 'supplemented' as const, detail, key: derivedId('evt', key) };
    await this.complaints.updateOne({ number, 'history.key': { $ne: event.key } }, { $push: { history: event } });
  }

  /**
   * Keeps what a person says that a complaint is about, beside the prediction; each change stays in its history.
   * @returns the complaint as it is now, or null where there is none of this number.
   */
  async classify(number: string, given: Classification, by: string, at: Date): Promise<Complaint | null> {
    const detail = `${given.channel} · ${given.business} · ${given.cause}`;
    return this.complaints.findOneAndUpdate(
      { number },
      {
        $set: { 'taxonomy.confirmed': { ...given, by, at } },
        $push: { history: { at, actor: by, type: 'classified' as const, detail } },
      },
    );
  }

  /** Closes on the consumer's wish the day it is received (art. 15). */
  async withdraw(number: string, at: Date): Promise<void> {
    await this.complaints.updateOne(
      { number, status: { $in: ['received', 'investigating'] } },
      { $set: { status: 'withdrawn' }, $push: { history: { at, actor: 'consumer', type: 'withdrawn' } } },
    );
  }
}

/** Names as people write them: full width, spaces, the dot of a Uyghur name and capitals make no difference. */
function comparable(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[\s·•.]/g, '')
    .toLowerCase();
}

function digitsOf(phone: string): string {
  return phone
    .normalize('NFKC')
    .replace(/\D/g, '')
    .replace(/^86(?=1\d{10}$)/, '');
}

function complaintId(turnId: string): string {
  return derivedId('cmp', turnId);
}
