import type { MessageView } from '../../src/staff/present-message';
import type { TicketView } from '../../src/staff/present-ticket';
import { describeEachStore } from '../tools/stores';
import type { Browser } from './browser';
import { Office } from './office';

let office: Office;

describeEachStore('The agent desk', (store) => {
  beforeEach(async () => {
    office = await Office.open(store);
  });
  afterEach(() => office.close());

  it('shows the agent the queue of their posts in serving order, live', async () => {
    const lin = await office.colleague('lin', 'agent', ['complaints']);
    const normal = await office.waiting('c1');
    office.clock.advance({ minutes: 1 });
    const danger = await office.waiting('c2', { priority: 0 });
    await office.waiting('c3', { skill: 'legal' });

    const stream = await lin.listen('/api/desk/stream');
    const { data } = await stream.next<{ tickets: TicketView[] }>('queue');
    expect(data.tickets.map((ticket) => ticket.id)).toEqual([danger._id, normal._id]);

    await office.waiting('c4', { skill: 'legal' });
    const later = await office.waiting('c5', { lastWords: '我手机号13812341234，快转人工', elder: true });
    expect((await stream.next<TicketView>('ticket')).data).toEqual({
      id: later._id,
      conversationId: 'c5',
      channel: 'direct-line',
      skill: 'complaints',
      status: 'waiting',
      priority: 2,
      waitingSince: office.clock.now().toISOString(),
      mine: false,
      reason: 'asked',
      lastWords: '我手机号138****1234，快转人工',
      mood: 'calm',
      elder: true,
      locale: 'zh-CN',
    });
    stream.close();
  });

  it('gives a conversation to one of two who click together', async () => {
    const desks = await Promise.all(['lin', 'wang'].map((name) => office.colleague(name, 'agent', ['complaints'])));
    const ticket = await office.waiting('c1');
    const answers = await Promise.all(desks.map((desk) => desk.post(`/api/desk/tickets/${ticket._id}/claim`)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    expect(answers.map((answer) => answer.code)).toContain('XB_TICKET_TAKEN');
    const told = (await office.log.read('c1', 0)).map((message) => message.activity.text);
    expect(told.filter((text) => text === 'bot heard: active')).toHaveLength(1);
  });

  it('puts a reply into the conversation under the post’s name, and a note where only colleagues read it', async () => {
    const lin = await office.colleague('lin', 'agent', ['legal']);
    const ticket = await office.waiting('c1', { skill: 'legal', locale: 'en' });
    const claimed = await claim(lin, ticket._id);
    expect(claimed).toMatchObject({ status: 'active', mine: true, agentName: 'lin先生' });

    const said = await say(lin, ticket._id, '您好，我来看一下。');
    await say(lin, ticket._id, '客户情绪激动', true);
    expect(said).toMatchObject({ speaker: 'agent', name: 'lin先生', audience: 'all', text: '您好，我来看一下。' });

    const logged = (await office.log.read('c1', 0)).filter((message) => message.author.kind === 'agent');
    expect(logged.map(({ author, audience, activity }) => [author.name, audience, activity.text])).toEqual([
      ['Legal team', 'all', '您好，我来看一下。'],
      ['Legal team', 'staff', '客户情绪激动'],
    ]);
  });

  it('takes a reply that was sent twice once', async () => {
    const lin = await office.colleague('lin', 'agent', ['complaints']);
    const ticket = await office.waiting('c1');
    await claim(lin, ticket._id);
    const body = { text: '在的', clientId: crypto.randomUUID(), note: false };
    const path = `/api/desk/tickets/${ticket._id}/messages`;
    const twice = await Promise.all([1, 2].map(() => lin.post<{ message: MessageView }>(path, body)));
    expect(twice[0]!.body.message.seq).toBe(twice[1]!.body.message.seq);
    const logged = await office.log.read('c1', 0);
    expect(logged.filter((message) => message.author.kind === 'agent')).toHaveLength(1);
  });

  it('hands over what is known and what was said, and tells the consumer’s side when it ends', async () => {
    const lin = await office.colleague('lin', 'agent', ['complaints']);
    await office.consumerSays('c1', '收了我年费');
    const facts = [{ label: '涉及金额', value: '300元' }];
    const ticket = await office.waiting('c1', { facts, complaintNumber: 'XB20261125-K7Q2MX' });
    const details = await lin.get<{ ticket: TicketView; facts: unknown; messages: MessageView[]; lastSeq: number }>(
      `/api/desk/tickets/${ticket._id}`,
    );
    expect(details.body).toMatchObject({ facts, lastSeq: 1, messages: [{ seq: 1, speaker: 'consumer', text: '收了我年费' }] });

    await claim(lin, ticket._id);
    const closed = await close(lin, ticket._id);
    expect(closed.body.ticket).toMatchObject({ status: 'closed', mine: true });
    expect((await office.log.readLast('c1', 1))[0]!.activity.text).toBe('bot heard: closed');
    const ended = await lin.get<{ tickets: TicketView[] }>('/api/desk/tickets?scope=closed');
    expect(ended.body.tickets.map((one) => one.id)).toEqual([ticket._id]);
    expect((await lin.get<{ tickets: TicketView[] }>('/api/desk/tickets')).body.tickets).toEqual([]);
  });

  it('lets nobody answer or end a conversation that is not theirs', async () => {
    const lin = await office.colleague('lin', 'agent', ['complaints']);
    const wang = await office.colleague('wang', 'agent', ['complaints']);
    const ticket = await office.waiting('c1');
    const path = `/api/desk/tickets/${ticket._id}`;
    const body = { text: '在的', clientId: crypto.randomUUID(), note: false };
    expect((await wang.post(`${path}/messages`, body)).code).toBe('XB_TICKET_TAKEN');
    await claim(lin, ticket._id);
    expect((await wang.post(`${path}/messages`, body)).code).toBe('XB_TICKET_TAKEN');
    expect((await wang.post(`${path}/typing`)).code).toBe('XB_TICKET_TAKEN');
    expect((await close(wang, ticket._id)).code).toBe('XB_TICKET_TAKEN');
    expect((await wang.get(path)).code).toBe('XB_FORBIDDEN');
    await close(lin, ticket._id);
    expect((await lin.post(`${path}/messages`, body)).code).toBe('XB_TICKET_CLOSED');
    expect((await wang.post(`${path}/claim`)).code).toBe('XB_TICKET_CLOSED');
    expect((await office.log.read('c1', 0)).filter((message) => message.author.kind === 'agent')).toEqual([]);
  });

  it('keeps the conversations that ended last, however early they had come', async () => {
    const lin = await office.colleague('lin', 'agent', ['complaints']);
    const waited = [await office.waiting('c1'), await office.waiting('c2'), await office.waiting('c3')];
    for (const { _id } of waited.toReversed()) {
      await claim(lin, _id);
      office.clock.advance({ minutes: 1 });
      await close(lin, _id);
    }
    const latest = await office.queue.listClosed(['complaints'], 2);
    expect(latest.map(({ conversationId }) => conversationId)).toEqual(['c1', 'c2']);
  });

  it('masks phone, card and ID numbers for everyone but the person who has the conversation', async () => {
    const lin = await office.colleague('lin', 'agent', ['complaints']);
    const chief = await office.colleague('chief', 'supervisor');
    const ticket = await office.waiting('c1', { facts: [{ label: '联系电话', value: '13812341234' }] });
    await office.consumerSays('c1', '卡号6222021234567890128', {
      attachments: [{ contentType: 'text/html', contentUrl: 'javascript:alert(1)', content: { text: ['a.b@bank.example'] } }],
    });
    await claim(lin, ticket._id);
    const read = async (who: Browser): Promise<string> => JSON.stringify((await who.get(`/api/desk/tickets/${ticket._id}`)).body);
    const [mine, theirs] = [await read(lin), await read(chief)];
    for (const full of ['13812341234', '6222021234567890128', 'a.b@bank.example']) {
      expect(mine).toContain(full);
      expect(theirs).not.toContain(full);
    }
    for (const masked of ['138****1234', '尾号0128', 'a***@bank.example']) expect(theirs).toContain(masked);
    expect(mine).not.toContain('javascript:');
  });

  it('gives a link that opens the file a consumer sent', async () => {
    const lin = await office.colleague('lin', 'agent', ['complaints']);
    const file = Buffer.from('%PDF-1.7 the evidence');
    await office.consumerSays('c1', '这是账单', { attachments: [await office.attachments.keep('c1', '账单.pdf', file)] });
    const ticket = await office.waiting('c1');
    const details = await lin.get<{ messages: MessageView[] }>(`/api/desk/tickets/${ticket._id}`);
    const [attachment] = details.body.messages[0]!.attachments;
    expect(attachment).toMatchObject({ contentType: 'application/pdf', name: '账单.pdf' });
    const link = new URL(attachment!.url!, office.address);
    const opened = await office.attachments.open(link.pathname.split('/').at(-1)!, link.searchParams.get('k')!);
    expect(opened.file).toEqual(file);
  });

  it.each([
    ['an empty text', { text: '  ', clientId: '3f0f4e6e-4a55-4d3b-9d6b-0a7c3c1f2b11', note: false }],
    ['a text that is too long', { text: '长'.repeat(2001), clientId: '3f0f4e6e-4a55-4d3b-9d6b-0a7c3c1f2b11', note: false }],
    ['a clientId that is none', { text: '好', clientId: 'x', note: false }],
  ])('refuses %s', async (_what, body) => {
    const lin = await office.colleague('lin', 'agent', ['complaints']);
    const ticket = await office.waiting('c1');
    await claim(lin, ticket._id);
    expect((await lin.post(`/api/desk/tickets/${ticket._id}/messages`, body)).code).toBe('XB_INVALID');
  });

  it('knows no ticket that is not there', async () => {
    const lin = await office.colleague('lin', 'agent', ['complaints']);
    expect((await lin.get('/api/desk/tickets/tkt_none')).code).toBe('XB_NO_TICKET');
    expect((await lin.post('/api/desk/tickets/tkt_none/claim')).code).toBe('XB_NO_TICKET');
  });
});

async function claim(desk: Browser, ticketId: string): Promise<TicketView> {
  const answer = await desk.post<{ ticket: TicketView }>(`/api/desk/tickets/${ticketId}/claim`);
  expect(answer.status).toBe(200);
  return answer.body.ticket;
}

async function say(desk: Browser, ticketId: string, text: string, note = false): Promise<MessageView> {
  const body = { text, clientId: crypto.randomUUID(), note };
  const answer = await desk.post<{ message: MessageView }>(`/api/desk/tickets/${ticketId}/messages`, body);
  expect(answer.status).toBe(200);
  return answer.body.message;
}

function close(desk: Browser, ticketId: string) {
  return desk.post<{ ticket: TicketView }>(`/api/desk/tickets/${ticketId}/close`, { outcome: 'resolved', note: '已说明' });
}
