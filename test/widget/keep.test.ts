import { openKeep } from '../../web/widget/keep';
import { browserStorage } from './page-visit';

describe('what the browser keeps', () => {
  test('is there again on the next visit, apart from that of others', () => {
    const storage = browserStorage();
    openKeep(storage, 'a:').write('token', { t: 1 });
    expect(openKeep(storage, 'a:').read('token')).toEqual({ t: 1 });
    expect(openKeep(storage, 'b:').read('token')).toBeUndefined();
  });

  test('lasts as long as the page where storage is blocked or full', () => {
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new Error('QuotaExceededError');
      },
    };
    for (const store of [undefined, full]) {
      const keep = openKeep(store, 'a:');
      keep.write('token', 't');
      expect(keep.read('token')).toBe('t');
    }
  });

  test('is passed over when somebody has broken it', () => {
    expect(openKeep({ getItem: () => '{', setItem: () => undefined }, 'a:').read('token')).toBeUndefined();
  });
});
