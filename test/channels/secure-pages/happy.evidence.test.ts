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
