import type { Complaint } from '../complaints/complaint';
import type { DeadlineRule } from '../complaints/deadlines';
import type { FaqEntry, FaqResult } from '../knowledge/entry';
import type { Reader } from '../knowledge/reader';
import type { SearchOptions } from '../knowledge/search';
import type { Priority, Skill, Ticket } from '../handoff/ticket';
import type { PageKind } from '../identity/page-link';
import type { Understand } from '../understanding/types';

/** What flows may look at. Looking changes nothing. */
export interface Services {
  bank: { name: string; hotline: string };
  understand: Understand;
  faq: {
    search(question: string, reader: Reader, options?: SearchOptions): FaqResult;
    /** The live entry, if this reader may have it. */
    entry(id: string, reader: Reader): FaqEntry | undefined;
    disclaimer(entry: FaqEntry): string | undefined;
  };
  complaints: {
    mintNumber(turnId: string, receivedAt: Date): Promise<string>;
    deadline(receivedAt: Date): { rule: DeadlineRule; dueOn: string };
    findByNumber(number: string): Promise<Complaint | null>;
    /** Those of this conversation, and of others that are proven to be the same person's, newest first. */
    ofConsumer(conversationId: string): Promise<Complaint[]>;
    /** Whether a complaint was made in this conversation, or in one proven to be the same person's. */
    isOfConsumer(complaint: Complaint, conversationId: string): Promise<boolean>;
    knowsPhoneTail(complaint: Complaint, lastFour: string): boolean;
  };
  /** The bank's own pages for what does not belong into a chat; absent where this server has no public address. */
  pages?: {
    /** The path that stands in the log for the page a turn offers: the same for the same turn. */
    path(turnId: string, kind: PageKind): string;
    /** The complaint that a link's evidence is for, by the link's id; `undefined` while that is not registered. */
    complaintOf(linkId: string): Promise<string | undefined>;
  };
  /** Where consumers of WeChat allow us one notice; absent where there is none to allow. */
  noticePage?: {
    /** The path that stands for it in the log. */
    path(locale: 'zh-CN' | 'en'): string;
  };
  handoff: {
    openFor(conversationId: string): Promise<Ticket | null>;
    /** How many wait before a new one, or before this ticket. */
    waitingBefore(skill: Skill, priority: Priority): Promise<number>;
    ahead(ticket: Ticket): Promise<number>;
  };
  /** Whether people are at their desks, and when they will be. */
  office: {
    isOpen(at: Date): boolean;
    nextOpening(at: Date): { at: Date; verified: boolean };
  };
}
