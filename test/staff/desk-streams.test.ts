import { randomUUID } from 'node:crypto';
import type { Ticket } from '../../src/handoff/ticket';
import type { MessageView } from '../../src/staff/present-message';
import type { TicketView } from '../../src/staff/present-ticket';
import { describeEachStore } from '../tools/stores';
import type { Listening } from './browser';
import { Office, holdIntervals } from './office';

let office: Office;

describeEachStore('The desk’s streams', (store) => {
  beforeEach(async () => {
    office = await Office.open(store);
  });
  afterEach(() => office.close());

  it('bring what a consumer says into every open window, and that they are typing', async () => {
    const lin = await office.colleague('lin', 'agent', ['complaints']);
    const ticket = await office.waiting('c1');
    await office.consumerSays('c1', '在吗');
    const path = `/api/desk/tickets/${ticket._id}`;
    const windows = await Promise.all([lin.listen(`${path}/stream`), lin.listen(`${path}/stream`)]);
    await lin.post(`${path}/claim`);
    await office.consumerSays('c1', '急');
    office.signals.typing({ conversationId: 'c2', from: 'consumer' });
    office.signals.typing({ conversationId: 'c1', from: 'agent' });
    office.signals.typing({ conversationId: 'c1', from: 'consumer' });
    for (const window of windows) {
      expect(await texts(window, 4)).toEqual(['1 在吗', '2 handoff.status active', '3 bot heard: active', '4 急']);
      expect((await window.next<TicketView>('ticket')).data).toMatchObject({ status: 'active', mine: true });
      expect((await window.next('typing')).data).toEqual({ from: 'consumer' });
      expect(window.heard.filter((event) => event.name === 'typing')).toEqual([]);
      expect(window.retry).toBeGreaterThan(0);
    }
  });

  it('tell the queue of whoever has the conversation, and nobody else, that the consumer waits for an answer', async () => {
    const lin = await office.colleague('lin', 'agent', ['complaints']);
    const wei = await office.colleague('wei', 'agent', ['complaints']);
    const ticket = await office.waiting('c1');
    await lin.post(`/api/desk/tickets/${ticket._id}/claim`);
    const [queue, elsewhere] = await Promise.all([lin.listen('/api/desk/stream'), wei.listen('/api/desk/stream')]);
    const first = await queue.next<{ tickets: TicketView[] }>('queue');
    await elsewhere.next('queue');
    expect(first.data.tickets[0]!.unansweredSeq).toBeUndefined();
    await office.consumerSays('c1', '还在吗');
    const seq = await office.log.tail('c1');
    expect((await queue.next<TicketView>('ticket')).data.unansweredSeq).toBe(seq);
    await lin.post(`/api/desk/tickets/${ticket._id}/messages`, { text: '在的', clientId: randomUUID(), note: false });
    expect((await queue.next<TicketView>('ticket')).data.unansweredSeq).toBeUndefined();
    await lin.post(`/api/desk/tickets/${ticket._id}/close`, { outcome: 'resolved', note: '' });
    expect((await elsewhere.next<TicketView>('ticket')).data.status).toBe('closed');
  });

  it('tell how the consumer can be reached as soon as a window opens, and whenever it has changed', async () => {
    const lin = await office.colleague('lin', 'agent', ['complaints']);
    const wei = await office.colleague('wei', 'supervisor', []);
    const ticket = await office.waiting('c1');
    await lin.post(`/api/desk/tickets/${ticket._id}/claim`);
    const reach = { messagesLeft: 5, gone: false, phoneDue: false, undelivered: [] };
    office.reach = reach;
    holdIntervals();
    try {
      const [window, others] = await Promise.all([lin, wei].map((one) => one.listen(`/api/desk/tickets/${ticket._id}/stream`)));
      expect((await window!.next<TicketView>('ticket')).data.reach).toEqual(reach);
      // Only then, so that each look finds what it is to tell.
      for (const changed of [
        { ...reach, messagesLeft: 3 },
        { ...reach, messagesLeft: 0, undelivered: [7, 8] },
      ]) {
        office.reach = changed;
        jest.advanceTimersByTime(1000);
        expect((await window!.next<TicketView>('ticket')).data.reach).toEqual(changed);
      }
      jest.advanceTimersByTime(5000);
      await office.consumerSays('c1', '在吗');
      while ((await window!.next<MessageView>('message')).data.text !== '在吗');
      expect(window!.heard.filter(({ name }) => name === 'ticket')).toEqual([]);
      while ((await others!.next<MessageView>('message')).data.text !== '在吗');
      expect(others!.heard.filter(({ name }) => name === 'ticket')).toEqual([]);
    } finally {
      jest.useRealTimers();
    }
  });

  it('resume where a window stopped: nothing is lost and nothing comes twice', async () => {
    const lin = await office.colleague('lin', 'agent', ['complaints']);
    const ticket = await office.waiting('c1');
    const path = `/api/desk/tickets/${ticket._id}/stream`;
    const seen: number[] = [];
    let said = 0;
    for (const pause of [3, 0, 7, 1]) {
      // Messages come before, while and after the window opens.
      for (let i = 0; i < pause; i++) await office.consumerSays('c1', `第${++said}句`);
      const opening = seen.length === 0 ? lin.listen(path) : lin.listen(path, seen.at(-1));
      const meanwhile = office.consumerSays('c1', `第${++said}句`);
      const window = await opening;
      await meanwhile;
      await office.consumerSays('c1', `第${++said}句`);
      while (seen.at(-1) !== said) seen.push((await window.next('message')).id!);
      window.close();
      await window.ended;
    }
    expect(seen).toEqual(Array.from({ length: said }, (_, i) => i + 1));
  });

  it('begin behind the message that the page already has', async () => {
    const lin = await office.colleague('lin', 'agent', ['complaints']);
    const ticket = await office.waiting('c1');
    for (const text of ['一', '二', '三']) await office.consumerSays('c1', text);
    const window = await lin.listen(`/api/desk/tickets/${ticket._id}/stream?after=2`);
    expect(await texts(window, 1)).toEqual(['3 三']);
    for (const wrong of ['x', '-1', '1.5', '4'])
      expect((await lin.get(`/api/desk/tickets/${ticket._id}/stream?after=${wrong}`)).code).toBe('XB_BAD_WATERMARK');
  });

  it('carry a long conversation whole and in order', async () => {
    const lin = await office.colleague('lin', 'agent', ['complaints']);
    const ticket = await office.waiting('c1');
    const lines = Array.from({ length: 450 }, (_, i) => i + 1);
    await office.log.appendAll(
      'c1',
      lines.map((line) => ({
        id: `line-${line}`,
        at: office.clock.now(),
        author: { kind: 'consumer' },
        activity: { type: 'message', text: '一句话'.repeat(100) },
      })),
    );
    const window = await lin.listen(`/api/desk/tickets/${ticket._id}/stream`);
    for (const line of lines) expect((await window.next('message')).id).toBe(line);
  });

  it('give a vanished agent’s conversation back to the queue, and keep it while a desk is open', async () => {
    const lin = await office.colleague('lin', 'agent', ['complaints']);
    const wang = await office.colleague('wang', 'agent', ['complaints']);
    const ticket = await office.waiting('c1');
    const other = await wang.listen('/api/desk/stream');
    await lin.post(`/api/desk/tickets/${ticket._id}/claim`);
    office.clock.advance({ seconds: 80 });
    const desk = await lin.listen('/api/desk/stream'); // renews
    office.clock.advance({ seconds: 80 });
    await office.desk.catchUp();
    expect((await office.queue.find(ticket._id)).status).toBe('active');

    desk.close();
    office.clock.advance({ seconds: 91 });
    await office.desk.catchUp();
    expect((await other.next<TicketView>('ticket')).data.status).toBe('active');
    expect((await other.next<TicketView>('ticket')).data).toMatchObject({ status: 'waiting', mine: false });
    expect((await office.log.readLast('c1', 1))[0]!.activity.text).toBe('bot heard: waiting');
    expect((await wang.post(`/api/desk/tickets/${ticket._id}/claim`)).status).toBe(200);
  });

  it('renew the claims of an open desk again and again, and end with the session', async () => {
    const lin = await office.colleague('lin', 'agent', ['complaints']);
    const ticket = await office.waiting('c1');
    await lin.post(`/api/desk/tickets/${ticket._id}/claim`);
    holdIntervals();
    try {
      const desk = await lin.listen('/api/desk/stream');
      await desk.next('queue');
      for (let minute = 0; minute < 3; minute++) {
        office.clock.advance({ minutes: 1 });
        jest.advanceTimersByTime(20_000);
        await until(async () => secondsLeft(await office.queue.find(ticket._id)) === 90);
      }
      office.clock.advance({ hours: 8 });
      jest.advanceTimersByTime(20_000);
      await desk.ended;
    } finally {
      jest.useRealTimers();
    }
  });

  it('stop showing a waiting conversation once a colleague has it', async () => {
    const lin = await office.colleague('lin', 'agent', ['complaints']);
    const wang = await office.colleague('wang', 'agent', ['complaints']);
    const ticket = await office.waiting('c1');
    const looking = await lin.listen(`/api/desk/tickets/${ticket._id}/stream`);
    await wang.post(`/api/desk/tickets/${ticket._id}/claim`);
    expect((await looking.next<TicketView>('ticket')).data).toMatchObject({ mine: false, agentName: 'wang先生' });
    await looking.ended;
    expect((await lin.get(`/api/desk/tickets/${ticket._id}/stream`)).code).toBe('XB_FORBIDDEN');
  });

  it('take a conversation that went to another post out of the queue of the first, and bring it to the other', async () => {
    const educator = await office.colleague('wen', 'educator', ['education']);
    const lin = await office.colleague('lin', 'agent', ['complaints']);
    const ticket = await office.waiting('c1', { skill: 'education' });
    const stays = await office.waiting('c2', { skill: 'education' });
    const [from, to] = await Promise.all([educator.listen('/api/desk/stream'), lin.listen('/api/desk/stream')]);
    expect((await from.next<{ tickets: TicketView[] }>('queue')).data.tickets).toHaveLength(2);
    await to.next('queue');
    const why = { reason: 'danger', lastWords: '我不想活了', mood: 'desperate' } as const;
    await office.queue.raise('c1', { priority: 0, skill: 'complaints', ...why });
    expect((await to.next<TicketView>('ticket')).data).toMatchObject({ id: ticket._id, priority: 0, reason: 'danger' });
    expect((await from.next<{ tickets: TicketView[] }>('queue')).data.tickets.map(({ id }) => id)).toEqual([stays._id]);
  });

  it('end when the server stops, so that it can', async () => {
    const lin = await office.colleague('lin', 'agent', ['complaints']);
    const desk = await lin.listen('/api/desk/stream');
    office.staff.streams.closeAll();
    await desk.ended;
    expect((await lin.get('/api/desk/stream')).code).toBe('XB_STOPPING');
  });
});

function secondsLeft({ claimUntil }: Ticket): number {
  return (claimUntil!.getTime() - office.clock.now().getTime()) / 1000;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise(setImmediate);
}

/** The next messages of a window, as `seq text`. */
async function texts(window: Listening, count: number): Promise<string[]> {
  const heard: string[] = [];
  while (heard.length < count) {
    const { data } = await window.next<MessageView>('message');
    heard.push(`${data.seq} ${data.text ?? `${data.event?.name} ${data.event?.status}`}`);
  }
  return heard;
}
