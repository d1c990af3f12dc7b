import type { ClassificationKeys } from '../complaints/complaint';
import { conversationsCollection } from '../conversations/conversation';
import type { ChannelId } from '../conversations/conversation';
import type { Attachments } from '../conversations/attachments';
import type { MessageLog } from '../conversations/message-log';
import type { Signals } from '../conversations/signals';
import type { Desk } from '../handoff/desk';
import type { PhoneTasks } from '../handoff/phone-task';
import type { HandoffQueue } from '../handoff/queue';
import type { KnowledgeParts } from '../knowledge/open-knowledge';
import type { UnclearBook } from '../labelling/unclear-book';
import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import type { Metrics } from '../platform/metrics';
import type { Database } from '../storage/database';
import { staffCollection } from './account';
import { Accounts } from './accounts';
import { Audit, auditCollection } from './audit';
import { channelsOf } from './channels-of';
import { EventStreams } from './event-stream';
import type { CaseRegister } from './routes/cases';
import { sessionsCollection } from './session';
import { Sessions } from './sessions';
import { SignInGuard, signInTriesCollection } from './sign-in-guard';

export interface DeclaredIntent {
  name: string;
  coarse: string;
}

/** How a consumer can be reached on a channel that limits what may be sent (WeChat: domain §6). */
export interface ConsumerReach {
  messagesLeft: number;
  /** Until when; absent when nothing may be sent. */
  until?: Date;
  /** They have left the channel. */
  gone: boolean;
  /** An answer could not be sent: a colleague is to phone. */
  phoneDue: boolean;
  /** The numbers in the log of what waits until the consumer writes again. */
  undelivered: readonly number[];
}

/** The parts of the program that staff work with. */
export interface StaffSurroundings {
  database: Database;
  log: MessageLog;
  signals: Signals;
  queue: HandoffQueue;
  desk: Desk;
  complaints: CaseRegister;
  attachments: Pick<Attachments, 'link'>;
  knowledge: KnowledgeParts;
  bank: { hotline: string };
  unclear: UnclearBook;
  /** The intents that a label may name, with the coarse label of each. */
  intents: readonly DeclaredIntent[];
  /** What a complaint may be classified by. */
  taxonomyKeys: ClassificationKeys;
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
  /** Where browsers reach us, when a proxy changes what we see of it. */
  publicUrl?: string;
  /** `undefined` for a conversation whose channel sets no limit. */
  reachOf: (conversationId: string) => Promise<ConsumerReach | undefined>;
  /** Answers that no channel could deliver. */
  phoneTasks: PhoneTasks;
  /** The channels on which the same person, by proof, has been in touch too. */
  otherChannelsOf: (conversationId: string) => Promise<readonly string[]>;
  /** The conversation and all that are proven to be of the same person. */
  conversationsOf: (conversationId: string) => Promise<readonly string[]>;
  /** What the consumer confirmed on the secure page, in the clear. */
  identityOf: (conversationId: string) => Promise<{ name: string; phone: string } | undefined>;
}

/** What the staff routes work with. */
export interface StaffServices extends Omit<StaffSurroundings, 'database' | 'logger' | 'metrics'> {
  accounts: Accounts;
  sessions: Sessions;
  guard: SignInGuard;
  audit: Audit;
  streams: EventStreams;
  /** The channel of each of these conversations. */
  channelsOf: (conversationIds: readonly string[]) => Promise<ReadonlyMap<string, ChannelId>>;
}

/** Builds the staff side over the rest. Its collections (`staffCollections`) are prepared before. */
export function createStaffServices({ database, logger, metrics, ...around }: StaffSurroundings): StaffServices {
  const { clock } = around;
  return {
    ...around,
    accounts: new Accounts(database.collection(staffCollection), clock),
    sessions: new Sessions(database.collection(sessionsCollection), clock),
    guard: new SignInGuard(database.collection(signInTriesCollection), clock),
    audit: new Audit(database.collection(auditCollection), clock, logger),
    streams: new EventStreams(logger, metrics),
    channelsOf: (conversationIds) => channelsOf(database.collection(conversationsCollection), conversationIds),
  };
}
