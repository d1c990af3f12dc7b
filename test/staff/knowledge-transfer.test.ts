import { transferMessages } from '../../locales/transfer/messages';
import { auditCollection } from '../../src/staff/audit';
import { describeEachStore } from '../tools/stores';
import type { Browser } from './browser';
import { Office } from './office';

const zh = transferMessages['zh-CN'];
const SHEET = '\uFEFF标题\t类别\t答案\n怎么销户\t账户\t带身份证。\n坏的\t没有的类\t答案。\n';

interface Checked {
  importId: string;
  rows: { row: number; action: string; problems: { field: string; message: string }[] }[];
  totals: Record<string, number>;
}
interface Progress {
  state: string;
  done: number;
  total: number;
  failures: { row: number }[];
}

describeEachStore('entries in files, over the API', (store) => {
  let office: Office;
  let educator: Browser;
  beforeAll(async () => {
    office = await Office.open(store);
    educator = await office.colleague('jiao', 'educator', ['education']);
  });
  afterAll(() => office.close());

  const send = async (who: Browser, name: string, body: string | Buffer, headers: Record<string, string> = {}) => {
    const response = await fetch(`${office.address}/api/knowledge/import?dryRun=true`, {
      method: 'POST',
      headers: {
        cookie: who.cookie,
        'x-csrf-token': who.csrfToken,
        origin: office.address,
        'x-file-name': encodeURIComponent(name),
        'content-type': 'application/octet-stream',
        ...headers,
      },
      body: new Uint8Array(Buffer.from(body)),
    });
    return { status: response.status, body: (await response.json()) as Checked & { error?: { code: string }; problem?: string } };
  };

  it('checks, imports in the background and tells how far it is; everything is audited', async () => {
    const { status, body } = await send(educator, '条目.tsv', SHEET);
    expect({ status, totals: body.totals }).toEqual({ status: 200, totals: { create: 1, change: 0, same: 0, refuse: 1 } });
    expect(body.rows[1]).toMatchObject({ row: 3, action: 'refuse', problems: [{ field: '类别' }] });

    const begun = await educator.post<Progress>(`/api/knowledge/import/${body.importId}/apply`, { allOrNothing: false });
    expect(begun.status).toBe(202);
    await office.knowledge.imports.finished(body.importId);
    const { body: ended } = await educator.get<Progress>(`/api/knowledge/import/${body.importId}`);
    expect(ended).toMatchObject({ state: 'done', done: 1, total: 1, failures: [{ row: 3 }] });
    const list = await educator.get<{ entries: { title: string; status: string }[] }>('/api/knowledge/entries?query=怎么销户');
    expect(list.body.entries).toMatchObject([{ title: '怎么销户', status: 'draft' }]);

    const file = await fetch(`${office.address}/api/knowledge/export?format=csv&status=draft`, {
      headers: { cookie: educator.cookie },
    });
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="faq-\d{4}-\d\d-\d\d\.csv"$/);
    const bytes = Buffer.from(await file.arrayBuffer());
    expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
    expect((await send(educator, 'a.csv', bytes)).body.totals).toEqual({ create: 0, change: 0, same: 1, refuse: 0 });

    const actions = (await office.database.collection(auditCollection).find({}).toArray()).map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['entries_imported', 'entries_exported']));
  });

  it('stands in the description of the API with every other route of the knowledge', () => {
    const { paths } = office.openApi as { paths: Record<string, Record<string, object>> };
    const described = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    expect(described).toEqual(expect.arrayContaining(office.routes.filter((route) => route.includes(' /api/knowledge/'))));
    expect(paths['/api/knowledge/import']?.post).toMatchObject({
      parameters: [
        { name: 'dryRun', in: 'query', required: true, schema: { const: 'true' } },
        { name: 'x-file-name', in: 'header', required: true },
      ],
      requestBody: { content: { 'application/octet-stream': {} } },
      responses: { 422: expect.anything() as object },
    });
  });

  it('is for those who write only', async () => {
    const agent = await office.colleague('ke', 'agent', ['complaints']);
    expect((await send(agent, 'a.tsv', SHEET)).body.error?.code).toBe('XB_FORBIDDEN');
    expect((await agent.get('/api/knowledge/export')).code).toBe('XB_FORBIDDEN');
    expect((await agent.get('/api/knowledge/import/imp_1')).code).toBe('XB_FORBIDDEN');
    expect((await send(educator, 'a.tsv', SHEET, { 'x-csrf-token': 'x' })).body.error?.code).toBe('XB_CSRF');
  });

  it('refuses a file as a whole in the reader’s language', async () => {
    const broken = await send(educator, '坏.xlsx', 'PK');
    expect(broken).toMatchObject({ status: 422, body: { error: { code: 'XB_FAQ_FILE' }, problem: zh.files.notWorkbook } });
    const english = await send(educator, 'a.exe', 'x', { 'accept-language': 'en-GB' });
    expect(english.body.problem).toBe(transferMessages.en.files.kind);
    expect((await send(educator, '%', SHEET, { 'x-file-name': '%' })).body.error?.code).toBe('XB_INVALID');
    expect((await educator.get('/api/knowledge/import/imp_nothing')).code).toBe('XB_NO_IMPORT');
  });
});
