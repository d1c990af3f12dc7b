import type { Storage } from 'botbuilder';
import { botStateStorage, botStates } from '../../../src/storage/bot-state';
import { describeEachStore } from '../../tools/stores';

const KEY = 'directline/conversations/a|b.c$d 对话/';

describeEachStore("Bot Framework's storage", (store) => {
  let storage: Storage;
  beforeEach(async () => {
    storage = botStateStorage(await store.open([botStates]));
  });

  const read = async (key = KEY) => (await storage.read([key]))[key] as { eTag: string; step?: number } | undefined;

  it('gives back what was written, under any key and with any names inside', async () => {
    await storage.write({ [KEY]: { step: 1, $type: 'x', 'a.b': { c: [null, '你好'] } }, other: { step: 2 } });
    const items = await storage.read([KEY, 'other', 'missing']);
    expect(Object.keys(items).sort()).toEqual([KEY, 'other'].sort());
    expect(items[KEY]).toMatchObject({ step: 1, $type: 'x', 'a.b': { c: [null, '你好'] } });
  });

  it('gives every write a new eTag and takes the latest', async () => {
    await storage.write({ [KEY]: { step: 1 } });
    const first = await read();
    await storage.write({ [KEY]: { ...first, step: 2 } });
    const second = await read();
    expect(second).toMatchObject({ step: 2 });
    expect(second!.eTag).not.toBe(first!.eTag);
  });

  it('refuses a write on what has changed since it was read', async () => {
    await storage.write({ [KEY]: { step: 1 } });
    const first = await read();
    await storage.write({ [KEY]: { ...first, step: 2 } });
    await expect(storage.write({ [KEY]: { ...first, step: 3 } })).rejects.toMatchObject({ label: 'stale' });
    await expect(storage.write({ [KEY]: { eTag: '', step: 3 } })).rejects.toMatchObject({ label: 'stale' });
    expect(await read()).toMatchObject({ step: 2 });
  });

  it('lets one of many parallel writers through', async () => {
    await storage.write({ [KEY]: { step: 0 } });
    const item = await read();
    const outcomes = await Promise.allSettled([1, 2, 3, 4, 5].map((step) => storage.write({ [KEY]: { ...item, step } })));
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
  });

  it('overwrites with * or without an eTag', async () => {
    await storage.write({ [KEY]: { step: 1 } });
    await storage.write({ [KEY]: { step: 2, eTag: '*' } });
    expect(await read()).toMatchObject({ step: 2 });
    await storage.write({ [KEY]: { step: 3 } });
    expect(await read()).toMatchObject({ step: 3 });
  });

  it('forgets what is deleted', async () => {
    await storage.write({ [KEY]: { step: 1 }, other: {} });
    await storage.delete([KEY, 'missing']);
    expect(await read()).toBeUndefined();
    expect(await read('other')).toBeDefined();
  });
});
