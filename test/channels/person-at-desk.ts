import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config/config';
import { addStaffMember } from '../../src/staff-command';
import { Browser } from '../staff/browser';
import { environmentFor, startAppUnderTest } from '../tools/app-under-test';
import type { AppUnderTest } from '../tools/app-under-test';

const PASSWORD = 'lin-的-长密码-1';

/** The whole program on an embedded store, with one agent for complaints who may sign in. */
export async function startAppWithAgent(
  settings: Record<string, string> = {},
): Promise<{ app: AppUnderTest; agent: PersonAtDesk }> {
  const folder = mkdtempSync(join(tmpdir(), 'xiaobao-app-'));
  const hired = { username: 'lin', name: '林老师', role: 'agent', skills: 'complaints' };
  const { oneTimePassword } = await addStaffMember(readConfig(environmentFor('embedded', folder)), hired);
  const app = await startAppUnderTest('embedded', { ...settings, XIAOBAO_DATA_DIR: folder });
  const browser = new Browser(app.url, '127.0.0.1');
  await browser.signIn('lin', oneTimePassword);
  await browser.post('/api/staff/password', { current: oneTimePassword, next: PASSWORD });
  return { app, agent: new PersonAtDesk(browser) };
}

interface DeskView {
  ticket: { reach?: unknown };
  messages: { speaker: string; name?: string; text?: string; attachments: unknown[] }[];
}

/** The agent, with the conversation that waits for them. */
export class PersonAtDesk {
  private ticket = '';

  constructor(private readonly browser: Browser) {}

  /** Takes the conversation that waits first. */
  async takeNext(): Promise<void> {
    await this.lookAtNext();
    await this.do('claim');
  }

  /** Opens the conversation that waits first, and leaves it waiting. */
  async lookAtNext(): Promise<void> {
    const { body } = await this.browser.get<{ tickets: { id: string; status: string }[] }>('/api/desk/tickets?scope=open');
    this.ticket = body.tickets.find(({ status }) => status === 'waiting')!.id;
  }

  /** What the desk shows of the conversation: `speaker name text`, a line each. */
  async transcript(): Promise<string[]> {
    const { messages } = await this.read();
    return messages.flatMap(({ speaker, name, text }) => (text ? [[speaker, name, text].filter(Boolean).join(' ')] : []));
  }

  say(text: string): Promise<void> {
    return this.do('messages', { text, clientId: randomUUID(), note: false });
  }

  /** Is done with the conversation. */
  end(): Promise<void> {
    return this.do('close', { outcome: 'resolved', note: '' });
  }

  /** What may still be sent to the consumer, as the desk shows it. */
  async reach(): Promise<unknown> {
    return (await this.read()).ticket.reach;
  }

  async lastMessage(): Promise<DeskView['messages'][number]> {
    return (await this.read()).messages.at(-1)!;
  }

  private async read(): Promise<DeskView> {
    const path = `/api/desk/tickets/${this.ticket}`;
    return (await this.browser.get<DeskView>(path)).body;
  }

  type(): Promise<void> {
    return this.do('typing');
  }

  private async do(what: string, body: object = {}): Promise<void> {
    const { status } = await this.browser.post(`/api/desk/tickets/${this.ticket}/${what}`, body);
    if (status >= 300) throw new Error(`${what} was answered with ${status}`);
  }
}
