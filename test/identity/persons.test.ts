import { Persons, personsCollection } from '../../src/identity/persons';
import type { Proven } from '../../src/identity/persons';
import { Vault } from '../../src/platform/sealing';
import { describeEachStore } from '../tools/stores';

const vault = new Vault(Buffer.alloc(32, 7));
const proven: Proven = {
  complaintNumber: 'XB20261125-K7Q2MX',
  at: new Date('2026-11-25T02:00:00Z'),
  name: { masked: '王*', sealed: vault.seal('王芳') },
  phone: { masked: '139****5678', sealed: vault.seal('13912345678') },
};
const web = { conversationId: 'conv_web', channel: 'direct-line' };
const wechat = { conversationId: 'conv_wechat', channel: 'wechat' };
const wecom = { conversationId: 'conv_wecom', channel: 'wecom' };
const other = { conversationId: 'conv_other', channel: 'direct-line' };

describeEachStore('persons', ({ open }) => {
  it('are one for all conversations that were joined, in whatever order, and nobody else', async () => {
    const store = await open([personsCollection]);
    const persons = new Persons(store.collection(personsCollection));
    expect(await persons.conversationsOf('conv_web')).toEqual(['conv_web']);
    await persons.join(web, wechat, proven);
    await persons.join(web, wechat, proven);
    expect((await persons.conversationsOf('conv_wechat')).sort()).toEqual(['conv_web', 'conv_wechat']);
    expect(await persons.otherChannelsOf('conv_wechat')).toEqual(['direct-line']);
    expect(await persons.othersOf('conv_other')).toEqual([]);
    await persons.join(other, wecom, proven);
    expect(await persons.otherChannelsOf('conv_web')).toEqual(['wechat']);
    // A proof between the two makes one person of both.
    await persons.join(web, wecom, proven);
    expect((await persons.conversationsOf('conv_other')).sort()).toEqual(['conv_other', 'conv_web', 'conv_wechat', 'conv_wecom']);
    expect((await persons.otherChannelsOf('conv_wechat')).sort()).toEqual(['direct-line', 'wecom']);
  });
});
