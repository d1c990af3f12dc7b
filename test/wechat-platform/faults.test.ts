import { Account } from './account';

const account = Account.forEachTest();

describe('Faults', () => {
  it('can have an effect or none, as told', async () => {
    await account.lin.says('在吗');
    const attempt = async (): Promise<unknown> => (await account.say('好').catch(() => ({ errcode: 'no answer' }))).errcode;
    account.platform.faults.plan(/custom\/send/, { kind: 'dropped', when: 'before' });
    expect(await attempt()).toBe('no answer');
    account.platform.faults.plan(/custom\/send/, { kind: 'errcode', errcode: -1 });
    expect(await attempt()).toBe(-1);
    account.platform.faults.plan(/custom\/send/, { kind: 'errcode', errcode: 48001 });
    expect(await attempt()).toBe(48001);
    expect(account.lin.history.bubbles.filter(({ arrived }) => arrived === 'api')).toHaveLength(0);
    for (const fault of [{ kind: 'dropped', when: 'after' }, { kind: 'cut' }, { kind: 'garbage' }] as const) {
      account.platform.faults.plan(/custom\/send/, fault);
      expect(await attempt()).toBe('no answer');
    }
    expect(account.lin.history.bubbles.filter(({ arrived }) => arrived === 'api')).toHaveLength(3);
  });

  it('at random are the same for the same seed', () => {
    const draw = (): unknown[] => {
      account.platform.faults.random(7, 0.5);
      return Array.from({ length: 20 }, (_, n) => account.platform.faults.of(`POST /x ${n}`)?.kind);
    };
    const drawn = draw();
    expect(new Set(drawn).size).toBeGreaterThan(3);
    expect(draw()).toEqual(drawn);
    account.platform.faults.clear();
    expect(account.platform.faults.of('POST /x 1')).toBeUndefined();
  });
});
