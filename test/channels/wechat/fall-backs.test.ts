import { setTimeout as wait } from 'node:timers/promises';
import { noticesCollection } from '../../../src/channels/wechat/notices';
import { describeEachStore } from '../../tools/stores';
import { BenchScene } from './bench-scene';

const NUMBER = 'XB20261125-ABCDEF';
const SETTINGS = {
  XIAOBAO_WECHAT_TEMPLATE_ID: 'tpl-1',
  XIAOBAO_WECHAT_TEMPLATE_FIELDS: 'character_string1=number, thing2=title, phrase3=status',
  XIAOBAO_WECHAT_SUBSCRIPTION_ID: 'sub-1',
  XIAOBAO_WECHAT_SUBSCRIPTION_FIELDS: 'thing1=title,thing2=remark',
};

interface Case {
  /** What the answer is about; a template message is for nothing but a complaint. */
  complaintNumber?: string;
  /** The account does not have the template. */
  noTemplate?: true;
  /** The consumer has switched template messages off: WeChat takes them and reports that later. */
  blocked?: true;
  /** That report comes before the answer to the call. */
  reportsFirst?: true;
  /** The consumer has allowed one subscription message. */
  subscribed?: true;
  /** They have switched it off since: WeChat takes it and reports that later. */
  blocksSubscriptions?: true;
  /** The subscription message has the complaint's number. */
  numbered?: true;
  /** The ledger, oldest first. */
  ways: string[];
}

describeEachStore('an answer that may not be sent any more', (store) => {
  let scene: BenchScene;
  beforeEach(async () => (scene = await BenchScene.set(store)));
  afterEach(() => scene.close());

  it.each<[string, Case]>([
    ['by template', { complaintNumber: NUMBER, subscribed: true, ways: ['template delivered'] }],
    [
      'by subscription where there is no template',
      { complaintNumber: NUMBER, noTemplate: true, subscribed: true, ways: ['template failed', 'subscription delivered'] },
    ],
    [
      'by subscription where the template did not arrive',
      { complaintNumber: NUMBER, blocked: true, subscribed: true, ways: ['template failed', 'subscription delivered'] },
    ],
    [
      'by subscription where WeChat reports that before it answers',
      {
        complaintNumber: NUMBER,
        blocked: true,
        reportsFirst: true,
        subscribed: true,
        ways: ['template failed', 'subscription delivered'],
      },
    ],
    ['by subscription where it is no complaint', { subscribed: true, ways: ['subscription delivered'] }],
    [
      'to a colleague who phones where nothing arrives',
      { complaintNumber: NUMBER, blocked: true, ways: ['template failed', 'subscription failed', 'phone open'] },
    ],
    [
      'to a colleague who phones where the subscription message is taken and does not arrive',
      { subscribed: true, blocksSubscriptions: true, ways: ['subscription failed', 'phone open'] },
    ],
    [
      'to a colleague who phones where the subscription names a complaint and there is none',
      { numbered: true, subscribed: true, ways: ['phone open'] },
    ],
    ['to a colleague who phones where nothing was allowed', { ways: ['subscription failed', 'phone open'] }],
  ])(
    'is announced %s',
    async (_how, { complaintNumber, noTemplate, blocked, reportsFirst, subscribed, blocksSubscriptions, numbered, ways }) => {
      const { platform, phone, clock, database } = scene;
      if (!noTemplate) platform.templates.set('tpl-1', '{{character_string1.DATA}} {{thing2.DATA}} {{phrase3.DATA}}');
      platform.templates.set('sub-1', '订阅：{{thing1.DATA}}{{thing2.DATA}}');
      const fields = numbered && { XIAOBAO_WECHAT_SUBSCRIPTION_FIELDS: 'character_string1=number' };
      const bench = await scene.open({ settings: { ...SETTINGS, ...fields }, complaintNumber });
      phone.blocksTemplates = blocked ?? false;
      phone.reportsFirst = reportsFirst ?? false;
      phone.blocksSubscriptions = blocksSubscriptions ?? false;
      if (subscribed) phone.subscriptions.set('sub-1', 1);
      await phone.says('人工');
      clock.advance({ days: 3 });
      await bench.agentSays('处理好了');
      const notices = database.collection(noticesCollection);
      const written = async () => {
        const ledger = await notices.find({}, { sort: { at: 1 } }).toArray();
        return ledger.map(({ way, status }) => `${way} ${status}`);
      };
      while ((await written()).join() !== ways.join()) await wait(20);
      expect(await bench.wechat.reach(await bench.conversationId())).toMatchObject({ phoneDue: ways.includes('phone open') });
      expect(scene.shown().some((text) => text.includes(NUMBER))).toBe(ways.includes('template delivered'));
      expect(scene.shown().join()).not.toContain('处理好了'); // what was answered stands in no announcement
      await phone.says('好');
      expect((await scene.heard('听到：好')).join('\n\n')).toMatch(/处理好了\n\n听到：好$/);
    },
  );
});
