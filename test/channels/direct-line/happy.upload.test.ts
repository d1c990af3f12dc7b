import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { startAppUnderTest } from '../../tools/app-under-test';
import type { AppUnderTest } from '../../tools/app-under-test';
import { PDF, PNG } from './files';
import { Talk, call } from './wire-client';

const SECRET = 'a secret of at least thirty-two characters';

describe('evidence that a consumer uploads', () => {
  let app: AppUnderTest;
  let consumer: Talk;
  beforeAll(async () => {
    app = await startAppUnderTest('embedded', { XIAOBAO_DIRECT_LINE_SECRET: SECRET });
    consumer = await Talk.start(app.url, SECRET);
  });
  afterAll(() => app.stop());

  const attachmentsOf = async (id: string) => (await consumer.answered(id)).find((one) => one.id === id)?.attachments ?? [];

  it('becomes one message with its files, under their own names', async () => {
    const { status, body } = await consumer.upload([
      new File([PNG], '扣款截图 3月.png', { type: 'image/png' }),
      new File([PDF], '合同（盖章）.pdf', { type: 'application/pdf' }),
    ]);
    expect(status).toBe(200);
    expect(await attachmentsOf(body.id)).toEqual([
      { contentType: 'image/png', name: '扣款截图 3月.png', contentUrl: expect.any(String) as string },
      { contentType: 'application/pdf', name: '合同（盖章）.pdf', contentUrl: expect.any(String) as string },
    ]);
  });

  it('carries the words that came with it', async () => {
    const { body } = await consumer.upload([new File([PNG], 'a.png')], { type: 'message', text: '这是截图' });
    expect((await consumer.answered(body.id)).find(({ id }) => id === body.id)?.text).toBe('这是截图');
  });

  it('opens with its link, byte for byte, and with no other key', async () => {
    const { body } = await consumer.upload([new File([PNG], 'a.png')]);
    const [{ contentUrl = '' } = {}] = await attachmentsOf(body.id);
    const opened = await fetch(contentUrl);
    expect(Buffer.from(await opened.arrayBuffer())).toEqual(Buffer.from(PNG));
    expect(Object.fromEntries(opened.headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'private, max-age=3600',
      'x-content-type-options': 'nosniff',
    });
    const other = contentUrl.replace(/k=.*/, `k=${'A'.repeat(43)}`);
    expect(await call('GET', other)).toMatchObject({ status: 404, code: 'XB_NO_ATTACHMENT' });
    expect(await call('GET', contentUrl.replace(/\?.*/, ''))).toMatchObject({ status: 400, code: 'XB_INVALID' });
    const unknown = contentUrl.replace(/att_\w+/, 'att_unknown');
    expect(await call('GET', unknown)).toMatchObject({ status: 404, code: 'XB_NO_ATTACHMENT' });
  });

  it('is kept once when the page sends it again', async () => {
    const clientActivityID = randomUUID();
    const send = () => consumer.upload([new File([PNG], 'b.png')], { type: 'message', channelData: { clientActivityID } });
    const first = await send();
    const again = await send();
    expect(again.body.id).toBe(first.body.id);
    const { activities } = (await consumer.read()).body;
    expect(activities.filter(({ id }) => id === first.body.id)).toHaveLength(1);
  });

  it('lies encrypted in the store: neither its bytes nor their base64 can be found there', async () => {
    const evidence = Buffer.concat([PNG, Buffer.from('a line of evidence that nobody may read from the disk')]);
    const { body } = await consumer.upload([new File([evidence], 'c.png')]);
    expect(body.id).toBeTruthy();
    const folder = app.environment.XIAOBAO_DATA_DIR!;
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const stored = Buffer.concat(files.map((entry) => readFileSync(join(entry.parentPath, entry.name))));
    expect(stored.includes('c.png')).toBe(true); // the store is where we look
    expect(stored.includes('a line of evidence')).toBe(false);
    expect(stored.includes(evidence.toString('base64').slice(24, 64))).toBe(false);
  });
});
