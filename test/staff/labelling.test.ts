import { auditCollection } from '../../src/staff/audit';
import type { UnclearGroupView } from '../../src/staff/present-unclear';
import { describeEachStore } from '../tools/stores';
import type { Browser } from './browser';
import { Office } from './office';

interface Listed {
  groups: UnclearGroupView[];
  total: number;
}

let office: Office;
let educator: Browser;
let turns = 0;

describeEachStore('Sentences that were not understood', (store) => {
  beforeEach(async () => {
    office = await Office.open(store);
    educator = await office.colleague('wen', 'educator', ['education']);
  });
  afterEach(() => office.close());

  it('stand in groups of alike ones, what is said most first, with how each was taken', async () => {
    for (let times = 0; times < 3; times++) await said('我的卡咋个用不起了');
    await said('我的卡咋个用不起了嘛');
    await said('那个东西啥时候弄好');
    const { groups, total } = await listed();
    expect(total).toBe(2);
    expect(groups.map(({ times, sentences }) => [times, sentences])).toEqual([
      [4, 2],
      [1, 1],
    ]);
    expect(groups[0]!.utterances[0]).toMatchObject({
      text: '我的卡咋个用不起了',
      reason: 'unsure',
      predicted: { intent: 'cc_fee', coarse: 'complaint', score: 0.31 },
      times: 3,
      lastAt: office.clock.now().toISOString(),
    });
  });

  it('count once however often a turn is repeated, and what was said to be wrong stays so', async () => {
    await said('弄一下那个', 'rejected', 'turn-1');
    await said('弄一下那个', 'rejected', 'turn-1');
    await said('弄一下那个。', 'unsure', 'turn-2');
    const [group] = (await listed()).groups;
    expect(group).toMatchObject({ times: 2, sentences: 1, utterances: [{ reason: 'rejected' }] });
  });

  it('come page by page', async () => {
    for (const sentence of ['甲乙丙丁', '子丑寅卯', '东南西北', '春夏秋冬', '天地玄黄']) await said(sentence);
    const pages = await Promise.all([0, 2, 4].map((skip) => listed(`?skip=${skip}&limit=2`)));
    expect(pages.map(({ groups, total }) => [groups.length, total])).toEqual([
      [2, 5],
      [2, 5],
      [1, 5],
    ]);
    const texts = pages.flatMap(({ groups }) => groups.map(({ utterances }) => utterances[0]!.text));
    expect(new Set(texts).size).toBe(5);
  });

  it('are labelled, many at once, and leave the list; the label goes out as a line', async () => {
    await said('卡用不起了');
    await said('卡用不起了嘛');
    await said('随便说说');
    const [first, other] = (await listed()).groups;
    const ids = first!.utterances.map(({ id }) => id);
    expect((await educator.get('/api/understanding/intents')).body).toEqual({
      intents: [
        { name: 'cc_fee', coarse: 'complaint' },
        { name: 'kb_credit_card', coarse: 'faq' },
      ],
    });
    expect(await educator.post('/api/understanding/labels', { ids, intent: 'kb_credit_card' })).toMatchObject({
      status: 200,
      body: { labelled: 2 },
    });
    const dismissed = { ids: [other!.utterances[0]!.id] };
    expect((await educator.post('/api/understanding/dismissals', dismissed)).body).toEqual({ dismissed: 1 });
    expect((await listed()).total).toBe(0);
    const labelled = (await listed('?status=labelled')).groups[0]!.utterances;
    expect(labelled).toMatchObject([{ intent: 'kb_credit_card', decidedBy: 'wen先生' }, { intent: 'kb_credit_card' }]);
    expect((await listed('?status=dismissed')).groups[0]!.utterances).toMatchObject([{ text: '随便说说', decidedBy: 'wen先生' }]);
    expect((await exported()).map(({ text, intent }) => [text, intent]).sort()).toEqual([
      ['卡用不起了', 'kb_credit_card'],
      ['卡用不起了嘛', 'kb_credit_card'],
    ]);
  });

  it('go out in the order in which they were decided, not said', async () => {
    for (const sentence of ['甲乙丙丁', '子丑寅卯', '东南西北']) {
      await said(sentence);
      office.clock.advance({ minutes: 1 });
    }
    const { groups } = await listed();
    const idOf = (text: string) => groups.flatMap(({ utterances }) => utterances).find((one) => one.text === text)!.id;
    const decided = ['子丑寅卯', '东南西北', '甲乙丙丁'];
    for (const text of decided) {
      await educator.post('/api/understanding/labels', { ids: [idOf(text)], intent: 'cc_fee' });
      office.clock.advance({ minutes: 1 });
    }
    expect((await exported()).map(({ text }) => text)).toEqual(decided);
  });

  it('may be decided otherwise later, and said again change nothing of it', async () => {
    await said('卡用不起了');
    const ids = (await listed()).groups[0]!.utterances.map(({ id }) => id);
    await educator.post('/api/understanding/labels', { ids, intent: 'cc_fee' });
    await said('卡用不起了');
    expect((await listed()).total).toBe(0);
    await educator.post('/api/understanding/dismissals', { ids });
    expect(await exported()).toEqual([]);
    await educator.post('/api/understanding/labels', { ids, intent: 'kb_credit_card' });
    expect(await exported()).toEqual([{ text: '卡用不起了', intent: 'kb_credit_card' }]);
  });

  it('take labels from a file, row by row, masked, and twice as well as once', async () => {
    await said('卡用不起了');
    const rows = [
      '{"text":"卡用不起了","intent":"kb_credit_card"}',
      'not JSON',
      '{"text":"年费怎么又扣了，我电话13812345678","intent":"cc_fee"}',
      '{"text":"我手机幺三八零零一三八零零零","intent":"cc_fee"}',
      '{"text":"","intent":"cc_fee"}',
      '{"text":"天气","intent":"weather"}',
    ].join('\n');
    for (let times = 0; times < 2; times++) {
      const { status, body } = await imported(rows);
      expect({ status, body }).toEqual({
        status: 200,
        body: {
          imported: 3,
          wrong: 3,
          errors: [
            { line: 2, problem: 'This line is not valid JSON.' },
            { line: 5, problem: expect.stringMatching(/^text: /) as string },
            { line: 6, problem: 'intent: "weather" is not declared in content/intents' },
          ],
        },
      });
    }
    expect(new Set((await exported()).map(({ text }) => text))).toEqual(
      new Set(['卡用不起了', '年费怎么又扣了，我电话138****5678', '我手机138****8000']),
    );
  });

  it('refuse a label that is none, and too much at once', async () => {
    const ids = [`unc_${'0'.repeat(32)}`];
    for (const [path, body] of [
      ['labels', { ids, intent: 'weather' }],
      ['labels', { ids: [], intent: 'cc_fee' }],
      ['labels', { ids: ['x'], intent: 'cc_fee' }],
      ['dismissals', { ids: Array<string>(201).fill(ids[0]!) }],
    ] as const)
      expect(await educator.post(`/api/understanding/${path}`, body)).toMatchObject({ status: 400, code: 'XB_INVALID' });
    expect(await educator.get('/api/understanding/unclear?limit=51')).toMatchObject({ status: 400 });
    expect((await imported('x'.repeat(4 * 1024 * 1024 + 1))).status).toBe(413);
  });

  it('leave a trace of who labelled, set aside, took out and brought in', async () => {
    await said('卡用不起了');
    const ids = (await listed()).groups[0]!.utterances.map(({ id }) => id);
    await educator.post('/api/understanding/labels', { ids, intent: 'cc_fee' });
    await educator.post('/api/understanding/dismissals', { ids });
    await exported();
    await imported('');
    const entries = await office.database
      .collection(auditCollection)
      .find({}, { sort: { number: 1 } })
      .toArray();
    expect(entries.slice(-4).map(({ action, detail }) => [action, detail])).toEqual([
      ['utterances_labelled', '1 cc_fee'],
      ['utterances_dismissed', '1'],
      ['labels_exported', '0'],
      ['labels_imported', '0'],
    ]);
  });
});

function said(text: string, reason: 'unsure' | 'rejected' = 'unsure', turn = `turn-${++turns}-of-test`): Promise<void> {
  const predicted = { intent: 'cc_fee', coarse: 'complaint', score: 0.31 } as const;
  return office.unclear.keep({ text, reason, predicted, at: office.clock.now() }, turn);
}

async function listed(query = ''): Promise<Listed> {
  return (await educator.get<Listed>(`/api/understanding/unclear${query}`)).body;
}

async function exported(): Promise<{ text: string; intent: string }[]> {
  const answer = await fetch(`${office.address}/api/understanding/labels`, { headers: { cookie: educator.cookie } });
  expect(answer.headers.get('content-type')).toMatch(/^application\/x-ndjson/);
  const lines = (await answer.text()).split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as { text: string; intent: string });
}

async function imported(rows: string): Promise<{ status: number; body: unknown }> {
  const headers = { cookie: educator.cookie, 'x-csrf-token': educator.csrfToken, 'content-type': 'application/x-ndjson' };
  const answer = await fetch(`${office.address}/api/understanding/labels`, { method: 'PUT', headers, body: rows });
  return { status: answer.status, body: await answer.json() };
}
