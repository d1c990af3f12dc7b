import type { CaseView } from '../../src/staff/present-case';
import { describeEachStore } from '../tools/stores';
import { Office } from './office';
import { PREDICTED, registerComplaint } from './register-complaint';

const CLASSIFICATION = {
  channel: 'electronic_mobile_app',
  business: 'loan',
  cause: 'price',
  requests: ['refund'],
  flags: ['media'],
};

let office: Office;

describeEachStore('The case list', (store) => {
  beforeEach(async () => {
    office = await Office.open(store);
  });
  afterEach(() => office.close());

  it('shows each complaint with its reply date and who complained, masked', async () => {
    const number = await registerComplaint(office, 't1', {
      facts: '卡6222021234567890128收了年费',
      name: '欧阳小明',
      phone: '13812341234',
    });
    office.clock.advance({ days: 5 });
    const lin = await office.colleague('lin', 'agent', ['complaints']);
    const { body } = await lin.get<{ cases: CaseView[] }>('/api/desk/cases?query=&status=');
    expect(body.cases).toEqual([
      {
        number,
        receivedAt: expect.stringMatching(/Z$/) as string,
        dueOn: office.book.deadline(new Date(body.cases[0]!.receivedAt)).dueOn,
        daysLeft: 10,
        status: 'received',
        summary: '卡尾号0128收了年费',
        business: 'card_credit',
        amountFen: 30000,
        contactMasked: '138****1234',
        nameMasked: '欧阳*',
        conversationId: 'c-t1',
        classification: { predicted: PREDICTED },
      },
    ]);
  });

  it('does not tell an administrator who complained', async () => {
    await registerComplaint(office, 't1', { name: '王芳', phone: '13812341234' });
    const admin = await office.colleague('root', 'admin', ['complaints']);
    const [line] = (await admin.get<{ cases: CaseView[] }>('/api/desk/cases')).body.cases;
    expect(line).not.toHaveProperty('nameMasked');
    expect(line).not.toHaveProperty('contactMasked');
  });

  it('gives the conversation that a complaint came from, masked, also when it never reached a person', async () => {
    await registerComplaint(office, 't1');
    const lin = await office.colleague('lin', 'agent', ['complaints']);
    await office.waiting('c-other');
    await office.consumerSays('c-t1', '我的卡是6222021234567890128');
    const { body } = await lin.get<{ messages: { text: string }[]; ticketId?: string }>('/api/desk/conversations/c-t1');
    expect(body.messages.map(({ text }) => text)).toEqual(['我的卡是尾号0128']);
    expect(body.ticketId).toBeUndefined();
    expect(await lin.get('/api/desk/conversations/c-other')).toMatchObject({ status: 404, code: 'XB_NO_CONVERSATION' });
  });

  it('masks names that were found in what was said', async () => {
    await registerComplaint(office, 't1');
    await office.consumerSays('c-t1', '李小红当时在柜台');
    const [message] = await office.log.readLast('c-t1', 1);
    await office.log.markNames(message!._id, ['李小红']);
    const lin = await office.colleague('lin', 'agent', ['complaints']);
    const { body } = await lin.get<{ messages: { text: string }[] }>('/api/desk/conversations/c-t1');
    expect(body.messages.map(({ text }) => text)).toEqual(['李*红当时在柜台']);
  });

  it('stands beside the conversation of who asks for a person afterwards, so that nobody asks again', async () => {
    const number = await registerComplaint(office, 't1', { facts: '卡6222021234567890128收了年费', requestText: '退还费用' });
    const { _id } = await office.waiting('c-t1', { complaintNumber: number });
    const lin = await office.colleague('lin', 'agent', ['complaints']);
    const { facts } = (await lin.get<{ facts: { label: string; value: string }[] }>(`/api/desk/tickets/${_id}`)).body;
    const rows = Object.fromEntries(facts.map(({ label, value }) => [label, value]));
    expect(rows).toMatchObject({ 事情经过: '卡尾号0128收了年费', 涉及金额: '200元–300元', 诉求: '退还费用' });
    expect(rows['最晚答复']).toMatch(/^\d{4}年\d{1,2}月\d{1,2}日$/);
  });

  it('names the handoff of that conversation to who may open it', async () => {
    await registerComplaint(office, 't1');
    const { _id } = await office.waiting('c-t1', { skill: 'legal' });
    const lin = await office.colleague('lin', 'agent', ['complaints']);
    const boss = await office.colleague('boss', 'supervisor');
    const path = '/api/desk/conversations/c-t1';
    expect((await boss.get<{ ticketId?: string }>(path)).body.ticketId).toBe(_id);
    expect((await lin.get<{ ticketId?: string }>(path)).body.ticketId).toBeUndefined();
  });

  it('keeps conversations from posts that do not handle complaints', async () => {
    await registerComplaint(office, 't1');
    for (const [role, post] of [
      ['agent', 'legal'],
      ['educator', 'education'],
    ] as const) {
      const other = await office.colleague(`a-${post}`, role, [post]);
      expect((await other.get('/api/desk/conversations/c-t1')).code).toBe('XB_FORBIDDEN');
    }
  });

  it('keeps what a person says it is about beside what the machine read, with who and when', async () => {
    const number = await registerComplaint(office, 't1');
    const lin = await office.colleague('lin', 'agent', ['complaints']);
    const path = `/api/desk/cases/${number}/classification`;
    const { status, body } = await lin.call<{ case: CaseView }>('PUT', path, CLASSIFICATION);
    expect(status).toBe(200);
    expect(body.case).toMatchObject({
      business: 'loan',
      classification: {
        predicted: PREDICTED,
        confirmed: { ...CLASSIFICATION, by: 'lin先生', at: office.clock.now().toISOString() },
      },
    });
    office.clock.advance({ minutes: 1 });
    const boss = await office.colleague('boss', 'supervisor');
    await boss.call('PUT', path, { ...CLASSIFICATION, business: 'card_credit' });
    const [line] = (await lin.get<{ cases: CaseView[] }>('/api/desk/cases')).body.cases;
    expect(line!.classification).toMatchObject({ predicted: PREDICTED, confirmed: { business: 'card_credit', by: 'boss先生' } });
    const { history } = (await office.book.findByNumber(number))!;
    expect(history.map(({ type, detail }) => [type, detail])).toEqual([
      ['received', undefined],
      ['classified', 'electronic_mobile_app · loan · price'],
      ['classified', 'electronic_mobile_app · card_credit · price'],
    ]);
    expect(await office.staff.audit.verify()).not.toHaveProperty('brokenAt');
  });

  it('takes only what the taxonomy has', async () => {
    const number = await registerComplaint(office, 't1');
    const lin = await office.colleague('lin', 'agent', ['complaints']);
    const path = `/api/desk/cases/${number}/classification`;
    for (const wrong of [{ business: 'cars' }, { requests: ['everything'] }, { extra: 1 }])
      expect(await lin.call('PUT', path, { ...CLASSIFICATION, ...wrong })).toMatchObject({ status: 400, code: 'XB_INVALID' });
    const none = await lin.call('PUT', '/api/desk/cases/XB20261125-222222/classification', CLASSIFICATION);
    expect(none).toMatchObject({ status: 404, code: 'XB_NO_CASE' });
  });

  it('is newest first, and finds by number and status', async () => {
    const first = await registerComplaint(office, 't1');
    office.clock.advance({ minutes: 1 });
    const second = await registerComplaint(office, 't2');
    await office.book.withdraw(first, office.clock.now());
    const lin = await office.colleague('lin', 'agent', ['complaints']);
    const numbers = async (query: string): Promise<string[]> =>
      (await lin.get<{ cases: CaseView[] }>(`/api/desk/cases?${query}`)).body.cases.map((line) => line.number);
    expect(await numbers('')).toEqual([second, first]);
    expect(await numbers(`query=${second.toLowerCase()}`)).toEqual([second]);
    expect(await numbers('status=withdrawn')).toEqual([first]);
  });
});
