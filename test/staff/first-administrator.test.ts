import { staffCollection } from '../../src/staff/account';
import { Accounts } from '../../src/staff/accounts';
import { describeEachStore } from '../tools/stores';
import { Office, passwordOf } from './office';

let office: Office;

describeEachStore('Staff', (store) => {
  beforeEach(async () => {
    office = await Office.open(store);
  });
  afterEach(() => office.close());

  describe('The first administrator', () => {
    it('may do nothing before choosing a password', async () => {
      const way = await office.staff.accounts.ensureFirstAdministrator();
      expect(way).toEqual({ username: 'admin', oneTimePassword: expect.stringMatching(/^(\w{4}-){3}\w{4}$/) as string });
      const browser = office.browser();
      const signedIn = await browser.signIn('admin', way!.oneTimePassword);
      expect(signedIn.body.staff).toMatchObject({ role: 'admin', mustChangePassword: true });
      expect((await browser.get('/api/staff/session')).status).toBe(200);
      for (const path of ['/api/desk/tickets', '/api/desk/stream', '/api/desk/cases'])
        expect((await browser.get(path)).code).toBe('XB_PASSWORD_CHANGE_FIRST');

      const change = { current: way!.oneTimePassword, next: passwordOf('admin') };
      expect((await browser.post('/api/staff/password', change)).status).toBe(204);
      expect((await browser.get('/api/desk/tickets')).status).toBe(200);
    });

    it('gets a new one-time password at each start until one of their own is set', async () => {
      const first = await office.staff.accounts.ensureFirstAdministrator();
      const second = await office.staff.accounts.ensureFirstAdministrator();
      expect(second!.oneTimePassword).not.toBe(first!.oneTimePassword);
      const browser = office.browser();
      expect((await browser.signIn('admin', first!.oneTimePassword)).status).toBe(401);
      expect((await browser.signIn('admin', second!.oneTimePassword)).status).toBe(200);
      await browser.post('/api/staff/password', { current: second!.oneTimePassword, next: passwordOf('admin') });
      expect(await office.staff.accounts.ensureFirstAdministrator()).toBeUndefined();
      expect((await office.browser().signIn('admin', passwordOf('admin'))).status).toBe(200);
    });

    it('is made once when two servers start together', async () => {
      const other = new Accounts(office.database.collection(staffCollection), office.clock);
      const ways = await Promise.all([office.staff.accounts, other].map((accounts) => accounts.ensureFirstAdministrator()));
      const answers = await Promise.all(ways.map((way) => office.browser().signIn('admin', way!.oneTimePassword)));
      expect(answers.map((answer) => answer.status)).toContain(200);
      expect(await office.database.collection(staffCollection).countDocuments({})).toBe(1);
    });

    it('is not made where there is staff already', async () => {
      await office.colleague('lin', 'agent', ['complaints']);
      expect(await office.staff.accounts.ensureFirstAdministrator()).toBeUndefined();
    });
  });

  describe('Adding staff', () => {
    it('takes a user name once, however it is spelt', async () => {
      await office.staff.accounts.add({ username: 'lin', displayName: '林晓', role: 'agent', skills: ['legal'] });
      const again = office.staff.accounts.add({ username: 'ＬＩＮ', displayName: '林二', role: 'agent', skills: ['legal'] });
      await expect(again).rejects.toMatchObject({ code: 'XB_DUPLICATE' });
    });

    it.each([
      ['a user name with a space', { username: 'lin xiao', displayName: '林晓', role: 'agent', skills: ['legal'] }],
      ['no display name', { username: 'lin', displayName: ' ', role: 'agent', skills: ['legal'] }],
      ['an agent without a post', { username: 'lin', displayName: '林晓', role: 'agent', skills: [] }],
    ] as const)('refuses %s', async (_what, fresh) => {
      await expect(office.staff.accounts.add(fresh)).rejects.toMatchObject({ code: 'XB_INVALID' });
    });
  });
});
