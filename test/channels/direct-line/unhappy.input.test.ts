import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { startAppUnderTest } from '../../tools/app-under-test';
import type { AppUnderTest } from '../../tools/app-under-test';
import { expectTableError } from '../table-error';
import { PDF, PNG } from './files';
import { Stream, Talk } from './wire-client';

const SECRET = 'a secret of at least thirty-two characters';

describe('input that Direct Line does not take', () => {
  let app: AppUnderTest;
  let consumer: Talk;
  beforeAll(async () => {
    app = await startAppUnderTest('embedded', { XIAOBAO_DIRECT_LINE_SECRET: SECRET });
    consumer = await Talk.start(app.url, SECRET);
  });
  // Whatever was refused, nothing of it was written down, and the conversation goes on.
  let said: number;
  beforeEach(async () => (said = (await consumer.read()).body.activities.length));
  afterEach(async () => {
    expect((await consumer.read()).body.activities).toHaveLength(said);
    await consumer.goesOn();
  });
  afterAll(() => app.stop());

  const send = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
    consumer.request('POST', '/activities', { body, headers: { 'content-type': 'application/json', ...headers } });

  it.each([
    ['no text', { type: 'message' }],
    ['empty text', { type: 'message', text: '' }],
    ['blank text', { type: 'message', text: ' 　\n\t' }],
    ['a value that is no text', { type: 'message', value: { amount: 300 } }],
  ])('a message with %s: 400, says what is missing', async (_what, activity) => {
    expectTableError(await consumer.post(activity), 'XB_EMPTY_MESSAGE');
  });

  it('a text of 100 KB: 413, says how long it may be', async () => {
    const answer = await consumer.say('投诉'.repeat(17_000));
    expectTableError(answer, 'XB_TEXT_TOO_LONG');
    expect(answer.body).toMatchObject({ error: { message: expect.stringContaining('4000 characters') as string } });
  });

  it('a text of just the longest length is taken', async () => {
    const { status, body } = await consumer.say('说'.repeat(4000));
    expect(status).toBe(200);
    said = (await consumer.answered(body.id)).length;
  });

  it.each(['conversationUpdate', 'endOfConversation', 'invoke', 'installationUpdate', '', 'MESSAGE', 'x'.repeat(60)])(
    'an activity of type %j: 400, says which are taken',
    async (type) => {
      expectTableError(await consumer.post({ type, text: '你好' }), 'XB_UNSUPPORTED_ACTIVITY');
    },
  );

  it('an event that is not for the bot to hear from outside: 400', async () => {
    for (const name of ['handoff.status', 'tokens/response', undefined])
      expectTableError(await consumer.post({ type: 'event', name, value: { status: 'active' } }), 'XB_UNSUPPORTED_ACTIVITY');
  });

  it('an event or a button with a value of 100 KB: 400', async () => {
    const value = { elder: 'x'.repeat(100_000) };
    expectTableError(await consumer.post({ type: 'event', name: 'preferences', value }), 'XB_INVALID');
    expectTableError(await consumer.post({ type: 'message', value: value.elder }), 'XB_INVALID');
  });

  it.each([
    ['broken JSON', '{"type":"message","text":"你好"'],
    ['a JSON that is cut in a string', '{"type":"mess'],
    ['no JSON at all', 'hello=world'],
  ])('%s: 400', async (_what, body) => {
    expectTableError(await send(body), 'XB_BAD_JSON');
  });

  it('JSON of another shape: 400, names the field', async () => {
    for (const body of ['', 'null', '[]', '"message"', '{}', '{"type":7}', '{"type":"message","text":{"a":1}}'])
      expectTableError(await send(body), 'XB_INVALID');
    expect((await send('{"type":7}')).body).toMatchObject({ error: { message: expect.stringContaining('type') as string } });
  });

  it('JSON nested 50 000 deep: 400, before anything recurses', async () => {
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const nested = open.repeat(50_000) + '1' + close.repeat(50_000);
      expectTableError(await send(`{"type":"message","text":"你好","value":${nested}}`), 'XB_TOO_DEEP');
    }
  });

  it('a compressed body: 415, whatever it would have become', async () => {
    const body = Buffer.from(gzipSync(JSON.stringify({ type: 'message', text: '你好' })));
    for (const encoding of ['gzip', 'deflate', 'br'])
      expectTableError(await send(body, { 'content-encoding': encoding }), 'XB_ENCODING_REFUSED');
  });

  it('a body of 1 MB: 413, also when its length is not announced', async () => {
    const body = JSON.stringify({ type: 'message', text: 'x'.repeat(1024 * 1024) });
    expectTableError(await send(body), 'XB_TOO_LARGE');
    const chunks = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let i = 0; i < 16; i++) controller.enqueue(Buffer.from(body.slice(i * 65_536, (i + 1) * 65_536)));
        controller.close();
      },
    });
    const response = await fetch(`${consumer.path}/activities`, {
      method: 'POST',
      headers: { authorization: `Bearer ${consumer.opened.token}`, 'content-type': 'application/json' },
      body: chunks,
      duplex: 'half',
    } as RequestInit);
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ error: { code: 'XB_TOO_LARGE' } });
  });

  it.each(['x', '-1', '1.5', '0x10', '%00', '99999999999999999999', '1e3', '9007199254'])(
    'a watermark of %j, which this server never gave: 400',
    async (watermark) => {
      expectTableError(await consumer.read(watermark), watermark.length > 20 ? 'XB_INVALID' : 'XB_BAD_WATERMARK');
      expectTableError(await consumer.request('GET', `?watermark=${watermark}`), 'XB_BAD_WATERMARK');
      await expect(consumer.listen(watermark)).rejects.toThrow(/^400 .*XB_BAD_WATERMARK/);
    },
  );

  it('a watermark ahead of what was said: 400, and the end of the log itself is fine', async () => {
    const { watermark } = (await consumer.read()).body;
    expect((await consumer.read(watermark)).body).toEqual({ activities: [], watermark });
    expectTableError(await consumer.read(String(Number(watermark) + 1)), 'XB_BAD_WATERMARK');
  });

  describe('as an upload', () => {
    const html = new File(['<script>alert(1)</script>'], 'photo.png', { type: 'image/png' });

    it('a forbidden type under the name and type of a picture: 415, says what is taken', async () => {
      const answer = await consumer.upload([html]);
      expectTableError(answer, 'XB_MEDIA_REFUSED');
      expect(answer.body).toMatchObject({ error: { message: expect.stringContaining('image/png') as string } });
      for (const bytes of ['MZ\x90', 'PK\x03\x04', '<svg xmlns="http://www.w3.org/2000/svg"/>', ''])
        expectTableError(await consumer.upload([new File([bytes], 'a.pdf')]), 'XB_MEDIA_REFUSED');
    });

    it('a file over 5 MB: 413', async () => {
      const large = new File([PNG, new Uint8Array(5 * 1024 * 1024)], 'large.png');
      expectTableError(await consumer.upload([large]), 'XB_TOO_LARGE');
      const huge = new File([PNG, new Uint8Array(9 * 1024 * 1024)], 'huge.png');
      expectTableError(await consumer.upload([huge]), 'XB_TOO_LARGE');
    });

    it('six files, or none: 400', async () => {
      const six = Array.from({ length: 6 }, (_, n) => new File([PDF], `${n}.pdf`));
      expectTableError(await consumer.upload(six), 'XB_INVALID');
      expectTableError(await consumer.upload([]), 'XB_INVALID');
    });

    it('a body that is no form, a form that is cut, a form with a broken activity', async () => {
      expectTableError(await consumer.request('POST', '/upload', { json: { type: 'message' } }), 'XB_CONTENT_TYPE');
      const headers = { 'content-type': 'multipart/form-data; boundary=b' };
      for (const body of ['--b\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\nxx', '', 'junk'])
        expectTableError(await consumer.request('POST', '/upload', { body, headers }), 'XB_INVALID');
      const file = '--b\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\nx\r\n';
      const activity = '--b\r\ncontent-disposition: form-data; name="activity"\r\n\r\n{"type":\r\n--b--\r\n';
      expectTableError(await consumer.request('POST', '/upload', { body: file + activity, headers }), 'XB_BAD_JSON');
    });

    it('a good file with an activity of an unknown type: 400', async () => {
      const answer = await consumer.upload([new File([PNG], 'a.png')], { type: 'invoke' });
      expectTableError(answer, 'XB_UNSUPPORTED_ACTIVITY');
    });
  });

  it('whatever JSON is posted, the answer is a message’s id or an error of the table', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 4 }), async (body) => {
        const answer = await send(body);
        expect(answer.status === 200 || answer.code !== undefined).toBe(true);
        expect(answer.status).toBeLessThan(500);
      }),
      { numRuns: 60 },
    );
    said = (await consumer.read()).body.activities.length;
  });

  it('a WebSocket at an address that has none: 404', async () => {
    const base = app.url.replace(/^http/, 'ws');
    for (const path of ['/', '/v3/directline/', '/v3/directline/conversations/x/activities'])
      await expect(Stream.open(base + path)).rejects.toThrow(/^404 .*XB_NOT_FOUND/);
  });
});
