import { describeEachStore } from '../tools/stores';
import { Office, passwordOf } from './office';

let office: Office;

describeEachStore('Staff', (store) => {
  beforeEach(async () => {
    office = await Office.open(store);
  });
  afterEach(() => office.close());
  describe('Guessing a password', () => {
    it('is slowed after five failures, each wait twice the one before', async () => {
      await office.colleague('lin', 'agent', ['complaints']);
      expect(await guess('lin', '198.51.100.7', 10)).toEqual({ looked: 5, retryAfter: '1' });
      office.clock.advance({ seconds: 1 });
      expect(await guess('lin', '198.51.100.7', 10)).toEqual({ looked: 1, retryAfter: '2' });
      office.clock.advance({ seconds: 2 });
      expect(await guess('lin', '198.51.100.7', 10)).toEqual({ looked: 1, retryAfter: '4' });
    });

    it('refuses the right password, too, while the wait lasts', async () => {
      await office.colleague('lin', 'agent', ['complaints']);
      await guess('lin', '198.51.100.7', 10);
      expect((await office.browser('198.51.100.7').signIn('lin', passwordOf('lin'))).status).toBe(429);
      office.clock.advance({ seconds: 1 });
      expect((await office.browser('198.51.100.7').signIn('lin', passwordOf('lin'))).status).toBe(200);
    });

    it('is slowed just the same for a user name that nobody has', async () => {
      expect(await guess('nobody', '198.51.100.7', 10)).toEqual({ looked: 5, retryAfter: '1' });
    });

    it('is counted when the guesses come all at once', async () => {
      await office.colleague('lin', 'agent', ['complaints']);
      const volley = Array.from({ length: 20 }, (_, i) => office.browser('198.51.100.7').signIn('lin', `guess-${i}`));
      const statuses = (await Promise.all(volley)).map((answer) => answer.status);
      expect(statuses.filter((status) => status === 401)).toHaveLength(5);
      expect(statuses.filter((status) => status === 429)).toHaveLength(15);
    });

    it('from many addresses is slowed, but locks nobody out of the desk they always use', async () => {
      await office.colleague('lin', 'agent', ['complaints']); // has signed in from 203.0.113.1
      let looked = 0;
      for (let address = 1; address <= 10; address++) looked += (await guess('lin', `198.51.100.${address}`, 5)).looked;
      expect(looked).toBe(30);
      expect((await office.browser('198.51.100.99').signIn('lin', passwordOf('lin'))).status).toBe(429);
      expect((await office.browser('203.0.113.1').signIn('lin', passwordOf('lin'))).status).toBe(200);
      office.clock.advance({ minutes: 1 });
      expect((await office.browser('198.51.100.99').signIn('lin', passwordOf('lin'))).status).toBe(200);
    });

    it('of many user names from one address runs into that address’s budget', async () => {
      const tries = Array.from({ length: 40 }, (_, i) => office.browser('198.51.100.7').signIn(`user${i}`, 'guess-guess'));
      const statuses = (await Promise.all(tries)).map((answer) => answer.status);
      expect(statuses.filter((status) => status === 429)).toHaveLength(10);
    });
  });
});

/** Tries wrong passwords until one is refused without a look; @returns how many were looked at. */
async function guess(username: string, ip: string, most: number): Promise<{ looked: number; retryAfter?: string }> {
  for (let looked = 0; looked < most; looked++) {
    const answer = await office.browser(ip).signIn(username, `guess-${looked}`);
    if (answer.status === 429) return { looked, retryAfter: answer.headers.get('retry-after') ?? undefined };
    expect(answer.status).toBe(401);
  }
  return { looked: most };
}
