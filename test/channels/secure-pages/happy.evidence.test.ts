import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { complaintsCollection } from '../../../src/complaints/complaint';
import { readConfig } from '../../../src/config/config';
import { openStore } from '../../../src/storage/open-store';
import { describeEachStoreKind } from '../../tools/app-under-test';
import { PDF, PNG } from '../direct-line/files';
import { officeMorning } from '../../tools/clocks';
import { WechatScene } from './scene';
import type { PageOnPhone, WechatConsumer } from './scene';

const LIN = { name: '林小晓', phone: '13800138000', consent: 'yes' };

const file = (content: Buffer, name: string): File => new File([new Uint8Array(content)], name);
const PHOTO = file(PNG, '截图.png');
const RECORDING = file(Buffer.from('#!AMR\n0000'), '录音.amr');

describeEachStoreKind('evidence on a secure page', (store) => {
  let scene: WechatScene;
  beforeAll(async () => {
    scene = await WechatScene.start(store, officeMorning);
  });
  afterAll(() => scene.stop());

  /** A consumer in front of the summary of their complaint, with the page for evidence that was offered before it. */
  async function beforeConfirming(): Promise<{ lin: WechatConsumer; page: PageOnPhone }> {
    const lin = await scene.consumer();
    await (await lin.tellComplaint()).send(LIN);
    return { lin, page: await lin.page(await lin.hear()) };
  }

  it('comes into the complaint that is being taken down', async () => {
    const { lin, page } = await beforeConfirming();
    const sent = await page.send({ files: [PHOTO, RECORDING, file(PDF, '合同.pdf')] });
    expect(sent.html).toContain('收到3份材料。');
    const heard = await lin.hear('材料：3');
    expect(heard).toContain('收到3份材料，会附在投诉里。');
    expect(await lin.ask('确认提交')).toContain('已登记');
  });

  it('comes to a registered complaint for which the page was offered, also when the talk has moved on', async () => {
    const { lin } = await beforeConfirming();
    const number = /XB\d{8}-\w{6}/.exec(await lin.ask('确认提交', '已登记'))![0];
    await lin.ask('查询进度');
    const page = await lin.page(await lin.ask('补充材料'));
    await lin.ask('算了');
    expect((await page.send({ files: [PHOTO] })).status).toBe(200);
    await lin.hear(`已补充到${number}。`);
  });

  it('reaches the complaint that offered the page before it was registered, though another has been begun', async () => {
    const { lin, page } = await beforeConfirming();
    await page.open();
    const number = /XB\d{8}-\w{6}/.exec(await lin.ask('确认提交', '已登记'))![0];
    const sent = await page.send({ files: [PHOTO] });
    expect(sent.html).toContain('收到1份材料。');
    await lin.hear(`已补充到${number}。`);
    await lin.ask('我还要投诉，上个月理财产品说保本结果亏了两万块');
    await page.open();
    await page.send({ files: [PHOTO, RECORDING] });
    const heard = await lin.hear(`已补充到${number}。`);
    expect(heard).not.toContain('会附在投诉里');
    expect(heard).toContain('您希望我们怎么处理');
    await page.send({ files: [PHOTO, RECORDING] });
    const told = lin.phone.history.bubbles.filter(({ text }) => text.includes('已补充到'));
    expect(told).toHaveLength(2);
  });

  it('takes several submissions by one link, each once, up to its limit', async () => {
    const { lin, page } = await beforeConfirming();
    await page.open();
    const twice = await Promise.all([page.send({ files: [PHOTO] }), page.send({ files: [PHOTO] })]);
    expect(twice.map(({ status }) => status)).toEqual([200, 200]);
    expect(twice[0].html).toContain('继续上传（还能再传19个）');
    await lin.hear('材料：1');
    for (const left of [14, 9, 4]) {
      await page.open();
      const sent = await page.send({ files: Array<File>(5).fill(PHOTO) });
      expect(sent.html).toContain(`还能再传${left}个`);
    }
    expect((await page.open()).html).toContain('最多4个');
    const many = await page.send({ files: Array<File>(5).fill(PHOTO) });
    expect([many.status, many.html]).toEqual([422, expect.stringContaining('这个链接一共收20个文件，还能再传4个。')]);
    const last = await page.send({ files: Array<File>(4).fill(PHOTO) });
    expect(last.html).toContain('这个链接的20个文件已经收满');
    expect(last.html).not.toContain('继续上传');
    expect((await page.send({ files: Array<File>(4).fill(PHOTO) })).status).toBe(200);
    const full = await page.elsewhere().open();
    expect([full.status, full.html]).toEqual([410, expect.stringContaining('这个链接的文件收满了')]);
    // WeChat lets through no more answers to what was said last than there were until now; the next word brings the others.
    const heard = await lin.ask('确认提交', '已登记');
    expect(heard).toContain('材料：20');
  });

  it('tells of each file that cannot be taken beside the field, and takes another', async () => {
    const { lin, page } = await beforeConfirming();
    const none = await page.send({});
    expect([none.status, none.html]).toEqual([422, expect.stringContaining('请先选择文件。')]);
    const disguised = await page.send({ files: [PHOTO, file(Buffer.from('MZ\x90\x00'), '截图<b>.png')] });
    expect([disguised.status, disguised.html]).toEqual([422, expect.stringContaining('“截图&lt;b&gt;.png”不是能收的文件')]);
    const many = await page.send({ files: Array<File>(6).fill(PHOTO) });
    expect([many.status, many.html]).toEqual([422, expect.stringContaining('最多5个文件')]);
    const large = await page.send({ files: [file(Buffer.concat([PNG, Buffer.alloc(5 * 1024 * 1024)]), '大图.png')] });
    expect([large.status, large.html]).toEqual([422, expect.stringContaining('文件合计超过5兆')]);
    const huge = await page.send({ files: [file(Buffer.alloc(6 * 1024 * 1024), '很大.png')] });
    expect([huge.status, huge.html]).toEqual([413, expect.stringContaining('文件合计超过5兆')]);
    expect((await page.send({ files: [PHOTO] })).status).toBe(200);
    await lin.hear('收到1份材料');
  });
});

describe('what a complaint has of an evidence link', () => {
  it('is every file once: those before the registration on it, those after as supplements', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'xiaobao-evidence-'));
    const scene = await WechatScene.start('embedded', officeMorning, { XIAOBAO_DATA_DIR: folder });
    const lin = await scene.consumer();
    await (await lin.tellComplaint()).send(LIN);
    const page = await lin.page(await lin.hear());
    await page.send({ files: [PHOTO, RECORDING] });
    await lin.hear('材料：2');
    const number = /XB\d{8}-\w{6}/.exec(await lin.ask('确认提交', '已登记'))![0];
    await page.send({ files: [PHOTO, RECORDING] });
    await page.open();
    await page.send({ files: [PHOTO] });
    await page.send({ files: [PHOTO] });
    await lin.hear(`已补充到${number}。`);
    await scene.stop();
    const database = await openStore(readConfig(scene.app.environment));
    await database.prepare([complaintsCollection]);
    const complaints = await database.collection(complaintsCollection).find({}).toArray();
    await database.close();
    expect(complaints.map((one) => one.number)).toEqual([number]);
    const [{ attachmentUrls, history }] = complaints as [(typeof complaints)[number]];
    const supplements = history.filter(({ type }) => type === 'supplemented').flatMap(({ detail = '' }) => detail.split('\n'));
    expect([attachmentUrls.length, supplements.length]).toEqual([2, 1]);
    expect(new Set([...attachmentUrls, ...supplements]).size).toBe(3);
  });
});
