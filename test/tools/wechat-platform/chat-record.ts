import { Refusal } from './refusal';

/** 客服聊天记录: what was said between consumers and the account. */
export interface RecordedLine {
  openid: string;
  /** 2002: to the consumer; 2003: from the consumer. */
  opercode: 2002 | 2003;
  text: string;
  /** Seconds since 1970. */
  time: number;
  worker: string;
}

const LONGEST_SPAN = 24 * 3600;
const MOST = 10_000;

export class ChatRecord {
  private readonly lines: (RecordedLine & { msgid: number })[] = [];

  add(line: RecordedLine): void {
    this.lines.push({ ...line, msgid: this.lines.length + 1 });
  }

  /** A page of at most `number` lines of a day at most, from a line on. @throws Refusal 65416, 65417 */
  list(query: { starttime: number; endtime: number; msgid: number; number: number }): object {
    if (query.number < 1 || query.number > MOST || query.endtime < query.starttime) throw new Refusal(65416);
    if (query.endtime - query.starttime > LONGEST_SPAN) throw new Refusal(65417);
    const found = this.lines
      .filter(({ time, msgid }) => time >= query.starttime && time <= query.endtime && msgid >= query.msgid)
      .slice(0, query.number);
    const recordlist = found.map(({ openid, opercode, text, time, worker }) => ({ openid, opercode, text, time, worker }));
    return { recordlist, number: found.length, msgid: found.at(-1)?.msgid ?? query.msgid };
  }
}
