import type { Logger } from '../../../src/platform/logger';
import { describeEachStore } from '../../tools/stores';
import { eventFields } from '../../tools/wechat-platform/inbound';
import { BenchScene } from './bench-scene';
import type { Workbench } from './workbench';

const WORDS = '我叫林小晓电话13800138000';

const codeOf = (error: Error & { code?: unknown }): unknown => error.code;

/** Keeps what is logged, as text: level, fields and words, and of an error its message too. */
function keepingLogger(lines: string[]): Logger {
  const keep = (level: string) => (fields: object, words: string) => {
    const told = JSON.stringify(fields, (_name, value: unknown) =>
      value instanceof Error ? { code: codeOf(value), told: value.message } : value,
    );
    lines.push(`${level} ${words} ${told}`);
  };
  return { debug: keep('debug'), info: keep('info'), warn: keep('warn'), error: keep('error') } as unknown as Logger;
}

describeEachStore('what goes wrong over WeChat', (store) => {
  let scene: BenchScene;
  let lines: string[];
  let bench: Workbench;
  beforeEach(async () => {
    scene = await BenchScene.set(store);
    lines = [];
    bench = await scene.open({ logger: keepingLogger(lines) });
  });
  afterEach(() => scene.close());

  const fields = (): { ToUserName: string; FromUserName: string; CreateTime: number } => ({
    ToUserName: scene.platform.account.originalId,
    FromUserName: scene.phone.openid,
    CreateTime: Math.floor(scene.clock.now().getTime() / 1000),
  });

  async function refused(body: string, query = ''): Promise<void> {
    const url = `${scene.platform.account.callbackUrl}?signature=0&timestamp=${fields().CreateTime}&nonce=1${query}`;
    expect((await fetch(url, { method: 'POST', body })).status).toBe(403);
  }

  it.each<[string, number, string, () => Promise<unknown>]>([
    [
      'an unknown kind of message',
      2,
      'hologram',
      () => scene.phone.push({ MsgType: 'hologram', Content: WORDS, MsgId: nextId() }),
    ],
    [
      'an unknown event',
      2,
      'teleported',
      () => scene.phone.push(eventFields('teleported', { EventKey: WORDS, Latitude: nextId() })),
    ],
    ['a push that is not signed', 3, 'XIAOBAO_WECHAT_TOKEN', () => refused(`<xml><Content>${WORDS}</Content></xml>`)],
    [
      'a picture that is none',
      1,
      'refused',
      () => scene.phone.sends({ kind: 'image', bytes: Buffer.from(`<html>${WORDS}`), contentType: 'image/png' }),
    ],
  ])('is logged once and without personal data: %s', async (_what, times, word, happens) => {
    for (let n = 0; n < times; n++) await happens();
    await scene.phone.says('好');
    await scene.heard('听到：好');
    expect(lines).toEqual([expect.stringContaining(word)]);
    expect(lines.join()).not.toMatch(/林小晓|13800138000/);
    expect(lines.join()).not.toContain(scene.phone.openid);
  });

  it('is logged once and without personal data: an error code that is in no table', async () => {
    scene.platform.faults.plan(/custom\/send/, { kind: 'errcode', errcode: 46003 });
    await scene.phone.says('人工');
    await scene.heard('人工');
    await bench.agentSays(WORDS);
    await scene.heard(WORDS);
    expect(lines).toEqual([expect.stringContaining('46003')]);
    expect(lines.join()).not.toMatch(/林小晓|13800138000/);
  });
});

let lastId = 25_000_000_000_000_000;
function nextId(): number {
  return (lastId += 4);
}
