import type { LoggedAttachment } from '../conversations/message';
import type { PageOffer } from '../identity/page-links';
import type { PageSubmission } from '../identity/page-submission';
import type { AnswerGiven } from '../knowledge/feedback';
import type { AnswerPart } from '../knowledge/present-entry';
import type { Guess } from '../labelling/unclear-utterance';
import type { Understanding } from '../understanding/types';
import type { Messages } from '../../locales/bot/messages';
import type { Services } from './services';
import type { BotEffect } from './effects';

export type Locale = 'zh-CN' | 'en';

/** One message as a flow sees it. */
export interface DialogTurn {
  /** The message's id: the root of everything that must come out the same when the turn is repeated. */
  id: string;
  at: Date;
  conversationId: string;
  consumerId: string;
  channel: string;
  /** As the log has it: numbers of phones, cards and ID cards masked. `understanding` has the originals. */
  text: string;
  attachments: readonly LoggedAttachment[];
  /** What a secure page brought, where this message came from one. */
  submitted?: PageSubmission;
  /** Kinds of secrets that were removed from the text before it was written anywhere. */
  removed: readonly string[];
  understanding: Understanding;
  /** What our own model took it for, whatever a second opinion made of it: the same when the turn is repeated. */
  guess: Guess;
  /** Names of people in it, where a second opinion found them. */
  names: readonly string[];
  locale: Locale;
  elder: boolean;
  /** All sentences, in the consumer's language. */
  say: Messages;
}

/** One bubble. `text` says everything by itself; a card shows the same better where the channel can. */
export interface Bubble {
  text: string;
  /** Buttons; choosing one sends its words. */
  choices?: readonly string[];
  card?: LoggedAttachment;
  /** Which approved text this is: kept with the message, so that the bank can say who wrote and approved each sentence. */
  faq?: { id: string; version: number; part: AnswerPart };
}

export type Said = string | Bubble;

/** What a flow decided. Nothing has happened yet: effects are carried out by the turn engine. */
export interface Step<State> {
  /** Where the flow stands; `null` ends it. */
  state: State | null;
  say: readonly Said[];
  effects?: readonly BotEffect[];
  /** Changes to what the bot remembers of the whole conversation. */
  memory?: Partial<Memory>;
  /** The message was not meant for this flow: someone else answers, then the flow repeats its question. With `state` null it is over. */
  aside?: true;
}

/** What is said and done where a flow stands; it stays there. */
export type Asked = Pick<Step<never>, 'say' | 'effects'>;

/**
 * A conversation flow: a plain function of what is known and what was said. The same message gives the same step, so a turn
 * may be repeated after a crash, and a test is a transcript.
 */
export interface Flow<State extends object = object> {
  readonly name: string;
  /** Raised when `State` changes its shape; `migrate` brings older states along. */
  readonly version: number;
  start(turn: DialogTurn, services: Services, memory: Memory): Step<State> | Promise<Step<State>>;
  resume(state: State, turn: DialogTurn, services: Services, memory: Memory): Step<State> | Promise<Step<State>>;
  /** Nothing is lost when it is left for something else, so another wish ends it. */
  readonly light?: true;
  /** Takes what a secure page brought while this flow is open; `undefined` when that is no affair of its. */
  receive?(
    submitted: PageSubmission,
    state: State,
    turn: DialogTurn,
    services: Services,
    memory: Memory,
  ): Step<State> | undefined | Promise<Step<State> | undefined>;
  /** The question that is open, asked again after an aside, with the link that it came with where there is one. */
  remind(state: State, turn: DialogTurn, services: Services, memory: Memory): Asked;
  /** The page that goes with the open question, by a new link; `undefined` where it needs none. */
  renewPage?(state: State, turn: DialogTurn, services: Services): Asked | undefined;
  /** A state of an older version as this version's; `null` starts afresh. */
  migrate(state: object, version: number): State | null;
}

export interface ActiveFlow {
  name: string;
  version: number;
  state: object;
}

/** What the bot remembers of a conversation: small JSON on the conversation record. */
export interface Memory {
  locale: Locale;
  elder: boolean;
  greeted: boolean;
  /** Who speaks: the bot; the bot while a person is awaited; a person. */
  mode: 'bot' | 'waiting' | 'agent';
  flow: ActiveFlow | null;
  /** A flow that was left and may be taken up again by 继续. */
  paused: ActiveFlow | null;
  /** Further wishes of one message, served when the present flow ends. */
  later: readonly string[];
  /** Messages in a row that were not understood. */
  misses: number;
  /** What the consumer last said of the matter: more than a command or a wish for a person. */
  lastSaid?: string;
  /** What the consumer told of a grievance or a loss outside of a flow: a complaint begins with it. `at`: when the last of it was said (ISO). */
  told?: { text: string; at: string } | undefined;
  /** What was said last and how it was taken, outside of a flow: what 我不是这个意思 takes back. */
  lastTaken?: { text: string; guess: Guess };
  /** The complaint spoken of last. */
  complaintNumber?: string;
  /** The entry answered last: what 详细, 有用 and 没用 refer to. */
  faqAnswer?: AnswerGiven;
  /** The answer judged 没用, until the reason is given or something else is said. */
  faqComplaint?: AnswerGiven;
  /** Titles of entries offered last. */
  titles: readonly string[];
  /** The question that they were offered for, names masked. */
  titlesFor?: string | undefined;
  /** What the last bubble let choose from, so that a number, or a yes where it asks for one, chooses. */
  offer?: { choices: readonly string[]; yes: boolean } | undefined;
  /** Who the consumer says to be, from a secure page, with their consent. */
  identity?: { name: string; phone: string; accountTail?: string };
  /** When the notice about personal data was accepted (ISO instant). */
  consentAt?: string;
  /** The secure page offered last. `over`: its link opens nothing any more. */
  page?: Pick<PageOffer, 'kind' | 'turnId' | 'at' | 'complaintNumber'> & { over?: true };
  /** Wrong answers to the identity question, per complaint number. */
  identityFailures: Record<string, number>;
  /** After a sign of self-harm no business is talked until a person has been there. */
  businessStopped: boolean;
  /** A person's service has ended and its rating is open. */
  ratingOpen: boolean;
}

export const freshMemory = (locale: Locale): Memory => ({
  locale,
  elder: false,
  greeted: false,
  mode: 'bot',
  flow: null,
  paused: null,
  later: [],
  misses: 0,
  titles: [],
  identityFailures: {},
  businessStopped: false,
  ratingOpen: false,
});
