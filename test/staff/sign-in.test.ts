import { describeEachStore } from '../tools/stores';
import { Office, holdIntervals, passwordOf } from './office';

let office: Office;

describeEachStore('Staff', (store) => {
  beforeEach(async () => {
    office = await Office.open(store);
  });
  afterEach(() => {
    jest.useRealTimers();
    return office.close();
  });

  describe('Signing in', () => {
    it('gives a session that no script and no other site can read', async () => {
      await office.colleague('lin', 'agent', ['complaints']);
      const browser = office.browser();
      const answer = await browser.signIn('Lin ', passwordOf('lin'));
      expect(answer.status).toBe(200);
      expect(answer.body.staff).toEqual({
        id: expect.stringMatching(/^stf_/) as string,
        username: 'lin',
        displayName: 'lin先生',
        role: 'agent',
        skills: ['complaints'],
        mustChangePassword: false,
      });
      expect(answer.headers.getSetCookie()[0]).toMatch(/^xb_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
      const again = await browser.get<{ csrfToken: string }>('/api/staff/session');
      expect(again.body.csrfToken).toBe(answer.body.csrfToken);
    });

    it('marks the cookie Secure where the browser came by https', async () => {
      await office.colleague('lin', 'agent', ['complaints']);
      const headers = { 'x-forwarded-proto': 'https' };
      const answer = await office.browser().post('/api/staff/session', { username: 'lin', password: passwordOf('lin') }, headers);
      expect(answer.headers.getSetCookie()[0]).toMatch(/; Secure$/);
    });

    it('says the same of a wrong password and of a user name that nobody has', async () => {
      await office.colleague('lin', 'agent', ['complaints']);
      const wrong = await office.browser().signIn('lin', 'not-the-password');
      const nobody = await office.browser().signIn('nobody', 'not-the-password');
      expect(wrong.status).toBe(401);
      expect(wrong.code).toBe('XB_BAD_CREDENTIALS');
      expect(nobody.body).toEqual(wrong.body);
      expect(nobody.status).toBe(wrong.status);
    });

    it('is over after signing out, and what was open ends with it', async () => {
      const lin = await office.colleague('lin', 'agent', ['complaints']);
      holdIntervals();
      const stream = await lin.listen('/api/desk/stream');
      expect((await lin.call('DELETE', '/api/staff/session')).status).toBe(204);
      await stream.ended;
      expect((await lin.get('/api/staff/session')).code).toBe('XB_NOT_SIGNED_IN');
    });

    it('ends after 8 idle hours, and after 12 whatever happens', async () => {
      const idle = await office.colleague('idle', 'agent', ['complaints']);
      const busy = await office.colleague('busy', 'agent', ['complaints']);
      for (let hour = 0; hour < 8; hour++) {
        office.clock.advance({ hours: 1 });
        expect((await busy.get('/api/staff/session')).status).toBe(hour < 12 ? 200 : 401);
      }
      expect((await idle.get('/api/staff/session')).status).toBe(401);
      office.clock.advance({ hours: 3 });
      expect((await busy.get('/api/staff/session')).status).toBe(200);
      office.clock.advance({ hours: 1 });
      expect((await busy.get('/api/staff/session')).status).toBe(401);
    });

    it('keeps nothing in the store that would open a session or tell a password', async () => {
      const lin = await office.colleague('lin', 'agent', ['complaints']);
      const stored = JSON.stringify(
        await Promise.all(['staff', 'sessions', 'signInTries', 'audit'].map((name) => contents(name))),
      );
      expect(stored).not.toContain(lin.cookie.split('=')[1]);
      expect(stored).not.toContain(lin.csrfToken);
      expect(stored).not.toContain(passwordOf('lin'));
      expect(stored).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
    });
  });

  describe('Requests from elsewhere', () => {
    it('are refused without the token of the session', async () => {
      const lin = await office.colleague('lin', 'agent', ['complaints']);
      for (const token of ['', 'x', 'é', 'A'.repeat(43)]) {
        const answer = await lin.post('/api/staff/password', {}, { 'x-csrf-token': Buffer.from(token).toString('latin1') });
        expect([answer.status, answer.code]).toEqual([403, 'XB_CSRF']);
      }
    });

    it('are refused when another page sends them, even to sign in', async () => {
      const lin = await office.colleague('lin', 'agent', ['complaints']);
      for (const origin of ['https://evil.example', 'null', office.address.replace('127.0.0.1', 'localhost')]) {
        expect((await lin.call('DELETE', '/api/staff/session', undefined, { origin })).code).toBe('XB_CSRF');
        const body = { username: 'lin', password: passwordOf('lin') };
        expect((await office.browser().post('/api/staff/session', body, { origin })).code).toBe('XB_CSRF');
      }
      expect((await lin.get('/api/staff/session')).status).toBe(200);
    });

    it('are refused with a cookie that was never given', async () => {
      const stranger = office.browser();
      for (const cookie of ['', 'xb_session=', 'xb_session=guess', `xb_session=${'a'.repeat(43)}`]) {
        stranger.cookie = cookie;
        expect((await stranger.get('/api/desk/tickets')).code).toBe('XB_NOT_SIGNED_IN');
      }
    });
  });

  describe('Changing one’s password', () => {
    it('ends the other sessions and keeps this one', async () => {
      const here = await office.colleague('lin', 'agent', ['complaints']);
      const elsewhere = office.browser();
      await elsewhere.signIn('lin', passwordOf('lin'));
      holdIntervals();
      const stream = await elsewhere.listen('/api/desk/stream');
      const change = { current: passwordOf('lin'), next: 'another long one' };
      expect((await here.post('/api/staff/password', change)).status).toBe(204);
      await stream.ended;
      expect((await elsewhere.get('/api/staff/session')).status).toBe(401);
      expect((await here.get('/api/staff/session')).status).toBe(200);
      expect((await office.browser().signIn('lin', passwordOf('lin'))).status).toBe(401);
      expect((await office.browser().signIn('lin', 'ａnother long one')).status).toBe(200); // full width, same password
    });

    it('refuses a short one, the user name and the present one', async () => {
      const lin = await office.colleague('linxiaoming', 'agent', ['complaints']);
      for (const next of ['too short', 'LinXiaoMing', passwordOf('linxiaoming')]) {
        const answer = await lin.post('/api/staff/password', { current: passwordOf('linxiaoming'), next });
        expect([answer.status, answer.code]).toEqual([400, 'XB_INVALID']);
      }
      const wrong = await lin.post('/api/staff/password', { current: 'not the present one', next: 'another long one' });
      expect([wrong.status, wrong.code]).toEqual([401, 'XB_BAD_CREDENTIALS']);
    });
  });
});

async function contents(name: string): Promise<unknown[]> {
  return office.database.collection({ name, indexes: [] }).find({}).toArray();
}
