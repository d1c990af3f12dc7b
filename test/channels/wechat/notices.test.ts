import { Notices, noticesCollection } from '../../../src/channels/wechat/notices';
import type { Notice } from '../../../src/channels/wechat/notices';
import { createLogger } from '../../../src/platform/logger';
import type { Collection } from '../../../src/storage/database';
import { StandingClock } from '../../tools/clocks';
import { describeEachStore } from '../../tools/stores';

describeEachStore('the ledger of notices', (store) => {
  it('goes on with the next way where a process ended over a report, when WeChat repeats it', async () => {
    const clock = new StandingClock();
    const database = await store.open([noticesCollection], clock);
    const ledger = database.collection(noticesCollection);
    const sent: Notice = {
      _id: 'ntc_1.template',
      conversationId: 'c1',
      seq: 3,
      upTo: 3,
      way: 'template',
      status: 'sent',
      at: clock.now(),
      msgid: '3717005636572528642',
    };
    await ledger.insertOne(sent);
    const reportTo = (notices: Collection<Notice>): Promise<void> =>
      new Notices({ notices, complaintOf: () => Promise.resolve(undefined), clock, logger: createLogger('silent') }).reported(
        'c1',
        'o_consumer',
        { way: 'template', msgid: sent.msgid!, arrived: false },
      );
    const ended = new Error('The process ended.');
    await expect(reportTo(endingOverThePhone(ledger, ended))).rejects.toBe(ended);
    await reportTo(ledger);
    const lines = await ledger.find({}).toArray();
    expect(lines.map(({ way, status }) => `${way} ${status}`).toSorted()).toEqual(['phone open', 'template failed']);
  });
});

/** The real ledger, until the task to phone is to be written. */
function endingOverThePhone(ledger: Collection<Notice>, ended: Error): Collection<Notice> {
  return new Proxy(ledger, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]): unknown =>
        /"way":"phone".*"status":"open"/.test(JSON.stringify(given))
          ? Promise.reject(ended)
          : (member as (...args: unknown[]) => unknown).apply(target, given);
    },
  });
}
