import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../../src/config/config';
import { pageLinksCollection } from '../../../src/identity/page-link';
import { messagesCollection } from '../../../src/conversations/message';
import { conversationsCollection } from '../../../src/conversations/conversation';
import { complaintsCollection } from '../../../src/complaints/complaint';
import { openStore } from '../../../src/storage/open-store';
import { describeEachStoreKind } from '../../tools/app-under-test';
import { officeMorning } from '../../tools/clocks';
import { WechatScene } from './scene';

const LIN = { name: '林小晓', phone: '138 0013 8000', consent: 'yes' };
const SUMMARY = '请核对投诉内容';

describeEachStoreKind('name and phone on a secure page', (store) => {
  let scene: WechatScene;
  beforeAll(async () => {
    scene = await WechatScene.start(store, officeMorning);
  });
  afterAll(() => scene.stop());

  it('fills the form of the conversation, which goes on with masked words', async () => {
    const lin = await scene.consumer();
    const page = await lin.tellComplaint();
    const opened = await page.open();
    expect(opened.status).toBe(200);
    expect(opened.html).toContain('<html lang="zh-CN">');
    expect(opened.html).toContain('不是您本人发起的，请直接关闭');
    const sent = await page.send(LIN);
    expect(sent.status).toBe(200);
    expect(sent.html).toContain('姓名：林*晓，电话：138****8000。');
    expect(sent.html).not.toContain('13800138000');
    const heard = await lin.hear(SUMMARY);
    expect(heard).toContain('收到您在安全页面填的信息：林*晓，138****8000。');
    expect(heard).toContain('姓名：林*晓');
    expect(heard).not.toMatch(/林小晓|13800138000/);
    expect(await lin.ask('确认提交')).toMatch(/已登记，编号XB20261125-\w{6}/);
  });

  it('keeps the last digits only with an agreement of their own, and shows them as such', async () => {
    const lin = await scene.consumer();
    const page = await lin.tellComplaint();
    const refused = await page.send({ ...LIN, tail: '1234' });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('填了后四位，需要您单独同意。');
    expect(refused.html).toContain('value="林小晓"');
    expect((await page.send({ ...LIN, tail: '1234', sensitive: 'yes' })).status).toBe(200);
    await lin.hear('账户尾号：尾号1234');
  });

  it('still takes both in the chat', async () => {
    const lin = await scene.consumer();
    await lin.tellComplaint();
    expect(await lin.ask('同意')).toContain('请问您怎么称呼');
    await lin.ask('林小晓');
    await lin.ask('13800138000', '联系电话：138****8000');
  });

  it('is remembered for the next complaint of the conversation, which needs an agreement of its own', async () => {
    const lin = await scene.consumer();
    await (await lin.tellComplaint()).send(LIN);
    await lin.hear(SUMMARY);
    await lin.ask('确认提交', '已登记');
    await lin.ask('我还要投诉，上个月理财产品说保本结果亏了两万块');
    expect(await lin.ask('说明原因')).toContain('这件投诉也用您之前填的姓名和电话（林*晓，138****8000）');
    await lin.ask('同意', '姓名：林*晓');
  });

  it('says every page in English too', async () => {
    const lin = await scene.consumer();
    const page = await lin.tellComplaint();
    const { html } = await page.open('?lang=en');
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('Your name and phone number');
  });
});

describe('what is kept of a secure page', () => {
  it('is no token, no name and no phone in the clear, and which wording was agreed to', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'xiaobao-pages-'));
    const scene = await WechatScene.start('embedded', officeMorning, { XIAOBAO_DATA_DIR: folder });
    const lin = await scene.consumer();
    const page = await lin.tellComplaint();
    await page.send({ ...LIN, tail: '1234', sensitive: 'yes' });
    await lin.hear(SUMMARY);
    await lin.ask('确认提交', '已登记');
    await scene.stop();
    const database = await openStore(readConfig(scene.app.environment));
    await database.prepare([pageLinksCollection, messagesCollection, conversationsCollection, complaintsCollection]);
    const links = await database.collection(pageLinksCollection).find({}).toArray();
    const kept = JSON.stringify([
      links,
      await database.collection(messagesCollection).find({}).toArray(),
      await database.collection(conversationsCollection).find({}).toArray(),
      await database.collection(complaintsCollection).find({}).toArray(),
    ]);
    await database.close();
    expect(kept).not.toContain(page.url.slice(page.url.lastIndexOf('/') + 1));
    expect(kept).not.toMatch(/林小晓|13800138000/);
    const identity = links.find(({ kind }) => kind === 'identity')!;
    expect(identity.consents?.map(({ to }) => to)).toEqual(['personal', 'sensitive']);
    expect(identity.consents?.every(({ wording }) => /^txt_[0-9a-f]{32}$/.test(wording))).toBe(true);
  });
});
