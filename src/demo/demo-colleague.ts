import { randomUUID } from 'node:crypto';
import type { WrapUpOutcome } from '../handoff/ticket';

interface TicketLine {
  id: string;
  status: string;
}

/** Someone of the staff who works at the desk as the console does: over its HTTP API. */
export class DemoColleague {
  private ticketId = '';

  private constructor(
    private readonly url: string,
    private readonly cookie: string,
    private readonly csrfToken: string,
  ) {}

  static async signIn(url: string, username: string, password: string): Promise<DemoColleague> {
    const response = await fetch(`${url}/api/staff/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ username, password }),
    });
    if (!response.ok) throw new Error(`${username} could not sign in: ${response.status} ${await response.text()}`);
    const { csrfToken } = (await response.json()) as { csrfToken: string };
    return new DemoColleague(url, response.headers.getSetCookie()[0]!.split(';')[0]!, csrfToken);
  }

  /** Takes the conversation that came last of those that wait. */
  async takeLatest(): Promise<void> {
    const response = await fetch(`${this.url}/api/desk/tickets`, { headers: { cookie: this.cookie } });
    const { tickets } = (await response.json()) as { tickets: (TicketLine & { waitingSince: string })[] };
    const waiting = tickets.filter(({ status }) => status === 'waiting');
    waiting.sort((a, b) => b.waitingSince.localeCompare(a.waitingSince));
    this.ticketId = waiting[0]!.id;
    await this.act('claim', {});
  }

  say(text: string): Promise<void> {
    return this.act('messages', { text, clientId: randomUUID(), note: false });
  }

  /** A note that colleagues read and the consumer does not. */
  note(text: string): Promise<void> {
    return this.act('messages', { text, clientId: randomUUID(), note: true });
  }

  close(outcome: WrapUpOutcome, note: string): Promise<void> {
    return this.act('close', { outcome, note });
  }

  /** Keeps the desk open, and with it the conversations in hand, until the returned function is called. */
  sitDown(): () => void {
    const leaving = new AbortController();
    const listen = async (): Promise<void> => {
      while (!leaving.signal.aborted) {
        const response = await fetch(`${this.url}/api/desk/stream`, { headers: { cookie: this.cookie }, signal: leaving.signal });
        if (!response.ok) return; // signed out by time: the conversations go back to the queue
        for await (const _ of response.body ?? []) void _;
      }
    };
    listen().catch(() => undefined); // the server stops, or this person leaves
    return () => leaving.abort();
  }

  private async act(what: string, body: object): Promise<void> {
    const response = await fetch(`${this.url}/api/desk/tickets/${this.ticketId}/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: this.cookie, 'x-csrf-token': this.csrfToken, origin: this.url },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${what} was answered with ${response.status}: ${await response.text()}`);
  }
}
