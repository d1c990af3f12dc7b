import type { MessageLog } from '../../conversations/message-log';
import { announcesHands } from '../../handoff/desk';
import type { PhoneCall, PhoneTask, PhoneTasks } from '../../handoff/phone-task';
import type { Collection } from '../../storage/database';
import { isOutbound } from '../carrier';
import type { Notice } from './notices';

/** More than waits for one consumer at a time, and than anybody tries. */
const MOST_MESSAGES = 50;
const MOST_CALLS = 100;
/** So many open tasks are gone through at most. */
const MOST_TASKS = 1000;

/** The lines of the ledger that ask for a call, of WeChat and of WeCom. */
export class NoticedPhoneTasks implements PhoneTasks {
  constructor(
    private readonly notices: Collection<Notice>,
    private readonly log: MessageLog,
  ) {}

  async *open(): AsyncIterable<PhoneTask> {
    const open = this.notices.find({ status: 'open', way: 'phone' }, { sort: { at: 1 }, limit: MOST_TASKS });
    for await (const notice of open) yield await this.taskOf(notice);
  }

  async find(id: string): Promise<PhoneTask | undefined> {
    const notice = await this.notices.findOne({ _id: id, way: 'phone' });
    return notice ? this.taskOf(notice) : undefined;
  }

  async called(id: string, upTo: number, call: PhoneCall): Promise<boolean> {
    const $push = { calls: { $each: [call], $slice: -MOST_CALLS } };
    const open = { _id: id, way: 'phone', status: 'open' } as const;
    const { matched } =
      call.outcome === 'reached'
        ? await this.notices.updateOne({ ...open, upTo }, { $push, $set: { status: 'called' } })
        : await this.notices.updateOne(open, { $push });
    return matched > 0;
  }

  private async taskOf({ _id, conversationId, status, at, seq, upTo, calls = [] }: Notice): Promise<PhoneTask> {
    const behind = await this.log.read(conversationId, seq - 1, MOST_MESSAGES);
    const said = behind.filter((message) => message.seq <= upTo && isOutbound(message) && !announcesHands(message));
    return { id: _id, conversationId, open: status === 'open', since: at, said, upTo, calls };
  }
}
