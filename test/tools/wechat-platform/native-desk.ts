import { Refusal } from './refusal';
import type { Pace } from './pace';

/** A session that nobody closes ends by itself. */
const IDLE_MS = 30 * 60 * 1000;

interface Session {
  worker: string;
  since: number;
}

/** WeChat's own desk (客服): its workers, who waits for one and who talks to whom. */
export class NativeDesk {
  /** kf_account → whether the worker is online. */
  readonly workers = new Map<string, boolean>();
  /** Consumers handed over by `transfer_customer_service` whom nobody has taken yet. */
  readonly waiting = new Map<string, { since: number }>();
  private readonly sessions = new Map<string, Session>();

  constructor(private readonly pace: Pace) {}

  /** Who has this consumer; messages go there and not to the callback. */
  servedBy(openid: string): string | undefined {
    const session = this.sessions.get(openid);
    if (session && this.now() - session.since > IDLE_MS) this.sessions.delete(openid);
    return this.sessions.get(openid)?.worker;
  }

  /** The consumer said something to the worker. */
  touch(openid: string): void {
    const session = this.sessions.get(openid);
    if (session) session.since = this.now();
  }

  /** @throws Refusal 65401, 65415, 65414 */
  create(worker: string, openid: string): void {
    const online = this.workers.get(worker);
    if (online === undefined) throw new Refusal(65401);
    if (!online) throw new Refusal(65415);
    const current = this.servedBy(openid);
    if (current && current !== worker) throw new Refusal(65414);
    this.sessions.set(openid, { worker, since: this.now() });
    this.waiting.delete(openid);
  }

  /** @throws Refusal 65413 */
  close(worker: string, openid: string): void {
    if (this.servedBy(openid) !== worker) throw new Refusal(65413);
    this.sessions.delete(openid);
  }

  /** Puts a consumer into the queue, or to the worker who is named. */
  transfer(openid: string, worker?: string): void {
    if (worker && this.workers.get(worker)) this.create(worker, openid);
    else this.waiting.set(openid, { since: this.now() });
  }

  session(openid: string): { kf_account: string; createtime: number } {
    const worker = this.servedBy(openid);
    const since = worker ? this.sessions.get(openid)!.since : 0;
    return { kf_account: worker ?? '', createtime: Math.floor(since / 1000) };
  }

  sessionsOf(worker: string): { openid: string; createtime: number }[] {
    const own = [...this.sessions].filter(([openid]) => this.servedBy(openid) === worker);
    return own.map(([openid, { since }]) => ({ openid, createtime: Math.floor(since / 1000) }));
  }

  private now(): number {
    return this.pace.clock.now().getTime();
  }
}
