import { ApiError, createApi } from '../../web/console/api';

interface Asked {
  method: string;
  path: string;
  csrf: string | null;
  body?: unknown;
}

/** An API whose server answers from a list, in turn. */
function against(...answers: (Response | Error)[]) {
  const asked: Asked[] = [];
  const signedOut = jest.fn();
  const changeFirst = jest.fn();
  const api = createApi({
    fetch: (input, init) => {
      const headers = new Headers(init?.headers);
      const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined;
      asked.push({ method: init?.method ?? 'GET', path: input as string, csrf: headers.get('x-csrf-token'), body });
      const answer = answers.shift() ?? new Error('nobody asked for this');
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    onSignedOut: signedOut,
    onPasswordChangeFirst: changeFirst,
  });
  return { api, asked, signedOut, changeFirst };
}

const json = (status: number, body: unknown, headers = {}) => new Response(JSON.stringify(body), { status, headers });
const refused = (status: number, code: string, headers = {}) => json(status, { error: { code, message: '' } }, headers);
const session = (csrfToken: string) => json(200, { staff: { id: 'stf_1' }, csrfToken });
const nothing = () => new Response(null, { status: 204 });

describe('the staff API client', () => {
  test('says why a stream is refused, and notices that the session is over', async () => {
    const { api, signedOut } = against(
      json(200, 'retry: 1000'),
      refused(400, 'XB_BAD_WATERMARK'),
      refused(401, 'XB_NOT_SIGNED_IN'),
    );
    await api.probeStream('/api/desk/stream');
    await expect(api.probeStream('/api/desk/stream?after=9')).rejects.toMatchObject({ status: 400 });
    expect(signedOut).not.toHaveBeenCalled();
    await expect(api.probeStream('/api/desk/stream')).rejects.toBeInstanceOf(ApiError);
    expect(signedOut).toHaveBeenCalledTimes(1);
  });

  test('carries the token of the session on what changes something, and on nothing else', async () => {
    const { api, asked } = against(session('t1'), json(200, { tickets: [] }), nothing());
    await api.signIn('wangmin', 'a long password');
    await api.tickets('open');
    await api.typing('tkt_1');
    expect(asked.map(({ csrf }) => csrf)).toEqual([null, null, 't1']);
  });

  test('a token that another tab made stale is renewed, and the same call repeated once', async () => {
    const said = { id: 'msg_1', seq: 1 };
    const { api, asked } = against(session('old'), refused(403, 'XB_CSRF'), session('new'), json(200, { message: said }));
    await api.session();
    const message = { text: '您好', clientId: 'c1', note: false };
    await expect(api.say('tkt_1', message)).resolves.toEqual(said);
    expect(asked.slice(1).map(({ method, csrf }) => [method, csrf])).toEqual([
      ['POST', 'old'],
      ['GET', null],
      ['POST', 'new'],
    ]);
    expect(asked[3]!.body).toEqual(message);
  });

  test('a token that stays refused is an error, not a loop', async () => {
    const { api } = against(refused(403, 'XB_CSRF'), session('t'), refused(403, 'XB_CSRF'));
    await expect(api.claim('tkt_1')).rejects.toMatchObject({ status: 403, code: 'XB_CSRF' });
  });

  test('the end of the session is told; a wrong password is not the end of one', async () => {
    const { api, signedOut } = against(refused(401, 'XB_BAD_CREDENTIALS'), refused(401, 'XB_NOT_SIGNED_IN'));
    await expect(api.changePassword('wrong', 'a long password')).rejects.toBeInstanceOf(ApiError);
    expect(signedOut).not.toHaveBeenCalled();
    await expect(api.tickets('open')).rejects.toBeInstanceOf(ApiError);
    expect(signedOut).toHaveBeenCalledTimes(1);
  });

  test('a one-time password that must be changed first is told', async () => {
    const { api, changeFirst } = against(refused(403, 'XB_PASSWORD_CHANGE_FIRST'));
    await expect(api.tickets('open')).rejects.toMatchObject({ code: 'XB_PASSWORD_CHANGE_FIRST' });
    expect(changeFirst).toHaveBeenCalledTimes(1);
  });

  test.each([
    ['no network', new TypeError('Failed to fetch'), { status: 0, code: 'OFFLINE' }],
    ["a proxy's page", new Response('<html>', { status: 502 }), { status: 502, code: 'HTTP_502' }],
    ['a page where JSON was due', new Response('<html>', { status: 200 }), { status: 200, code: 'BAD_ANSWER' }],
    ['too many calls', refused(429, 'XB_RATE_LIMITED', { 'retry-after': '42' }), { status: 429, retryAfterSeconds: 42 }],
  ])('%s is an error with a name', async (_name, answer, expected) => {
    const { api } = against(answer);
    await expect(api.ticket('tkt_1')).rejects.toMatchObject(expected);
  });

  test('a refusal brings along what the server said with it', async () => {
    const stale = { error: { code: 'XB_FAQ_STALE', message: '' }, entry: { id: 'faq-1', revision: 7 } };
    const { api } = against(json(409, stale));
    await expect(api.call('PUT', '/api/knowledge/entries/faq-1/draft', { revision: 3 })).rejects.toMatchObject({
      code: 'XB_FAQ_STALE',
      body: stale,
    });
  });

  test('a file goes as it is, its name beside it, with the token of the session', async () => {
    const sent: [string, RequestInit | undefined][] = [];
    const api = createApi({
      fetch: (input, init) => {
        sent.push([input as string, init]);
        return Promise.resolve(sent.length === 1 ? session('t1') : json(200, {}));
      },
    });
    await api.session();
    const file = new File(['a\tb'], '条目 1.tsv', { type: 'text/tab-separated-values' });
    await api.call('POST', '/api/knowledge/import?dryRun=true', file);
    const [, init] = sent[1]!;
    expect(init?.body).toBe(file);
    expect(init?.headers).toMatchObject({
      'content-type': 'text/tab-separated-values',
      'x-file-name': '%E6%9D%A1%E7%9B%AE%201.tsv',
      'x-csrf-token': 't1',
    });
  });

  test('what people type cannot leave its place in the address', async () => {
    const { api, asked } = against(json(200, { cases: [] }), refused(404, 'XB_NO_TICKET'));
    await api.cases({ query: '年费&status=closed', status: '' });
    await api.ticket('../cases').catch(() => undefined);
    expect(new URLSearchParams(asked[0]!.path.split('?')[1]).get('query')).toBe('年费&status=closed');
    expect(asked[1]!.path).toBe('/api/desk/tickets/..%2Fcases');
  });
});
