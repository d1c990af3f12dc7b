import { startApp } from '../../src/app';
import { collections } from '../../src/collections';
import { complaintsCollection } from '../../src/complaints/complaint';
import { readConfig } from '../../src/config/config';
import { openStore } from '../../src/storage/open-store';
import { describeEachStoreKind, startAppUnderTest } from '../tools/app-under-test';
import { officeMorning } from '../tools/clocks';
import { Consumer } from '../tools/consumer';
import { play } from '../tools/transcript';
import { describeEachScene } from './scene';
import type { Talk } from './scene';

describeEachScene('complaints', ({ talk, meet }) => {
  describe('a complaint', () => {
    it('is registered without asking for what was said already, and its number tells how it stands', async () => {
      const { number } = await talk(`
        消费者  你们信用卡没激活还收我年费三百块，上个月扣的，我要投诉
        小保    信用卡没激活还收您年费三百块，…
        小保    我记下了：信用卡、300元、2026年10月。哪里不对，直接告诉我就行。
        小保    您希望我们怎么处理？ [退还费用|说明原因|停止打扰|更正记录]
        消费者  退还费用
        小保    接下来需要您的姓名和电话，…同意吗？ [同意|不同意]
        消费者  同意
        小保    请问您怎么称呼？请留下姓名。
        消费者  张小明
        小保    方便留个联系电话吗？处理同事会用它答复您。
        消费者  13800138000
        小保    请核对投诉内容 事情经过：你们信用卡没激活…300元…2026年10月…退还费用…张…明…138****8000… [确认提交|修改|取消]
        消费者  确认提交
        小保    已登记，编号{number}。最晚2026年12月10日前答复您（收到投诉起15日内，按自然日算）。 您还可以： · …核查…12378…调解…起诉 [查询进度|金融知识|转人工]
        消费者  查询进度
        小保    {number}：已收到，正在安排核实。最晚2026年12月10日前答复您，还有15天。 [补充材料|撤回投诉|转人工]
        消费者  补充材料
        小保    请发文字、截图或照片，我附到这件投诉里。
        消费者  请等等，我去拍照
        小保    好的，您慢慢来。
        消费者  我还要补充材料
        小保    请发文字、截图或照片，我附到这件投诉里。
        消费者  存款保险保多少
        小保    …50万…
        小保    请发文字、截图或照片，我附到这件投诉里。
        消费者  客服当时说首年免年费
        小保    这段文字已补充到{number}。还有就接着发。 [好了]
        消费者  谢谢
        小保    不客气。还有材料就接着发。 [好了]
        消费者  你们为什么不告诉我要收年费？
        小保    这段文字已补充到{number}。还有就接着发。 [好了]
        消费者  没有了
        小保    好的，都附在{number}里了。还有别的事，直接说就行。
        消费者  补充材料
        小保    请发文字、截图或照片，我附到这件投诉里。
        消费者  查询进度
        小保    {number}：已收到，正在安排核实。… [补充材料|撤回投诉|转人工]
      `);
      expect(number).toMatch(/^XB20261125-[2-9A-HJKMNP-Z]{6}$/);
    });

    it('begins with what was told before, and a number alone is no story', async () => {
      await talk(`
        消费者  昨天我的信用卡在身边，在外地被人刷了128块钱
        小保    …锁卡…
        消费者  我要投诉
        小保    好的，我来帮您登记投诉。…
        小保    我记下了：信用卡、128元、2026年11月24日。…
        小保    您希望我们怎么处理？…
        消费者  算了不投诉了
        小保    …
        消费者  重新开始
        小保    …
        消费者  我要投诉
        小保    好的，我来帮您登记投诉。
        小保    请说说发生了什么事，…
        消费者  6222021234567890128
        小保    还不太清楚是什么事。请用一两句话说说经过。
      `);
    });

    it('takes a number or a yes for what was offered, thanks and waiting words for no answer, and a wish for no name', async () => {
      await talk(`
        消费者  你们网点的柜员态度特别差，上周三还摔我的存折
        小保    …
        小保    我记下了：存折、2026年11月18日。…
        小保    您希望我们怎么处理？…
        消费者  好的
        小保    您希望我们怎么处理？…
        消费者  谢谢
        小保    您希望我们怎么处理？…
        消费者  我要投诉
        小保    您希望我们怎么处理？…
        消费者  查询投诉进度
        小保    登记先放在这里，…
        小保    请发一下投诉编号，…
        消费者  继续
        小保    好的，我们接着登记。
        小保    您希望我们怎么处理？…
        消费者  稍等，我看一下
        小保    好的，您慢慢来。
        消费者  我选2号吧，谢谢
        小保    是在哪个网点，或哪位员工？…
        消费者  你们城南支行，就是城南支行
        小保    接下来需要您的姓名和电话，…
        消费者  好
        小保    请问您怎么称呼？请留下姓名。
        消费者  打不开
        小保    请留下您的姓名，处理同事好称呼您。
        消费者  稍等
        小保    好的，您慢慢来。
        消费者  还在吗
        小保    您好，我在。
        小保    请问您怎么称呼？请留下姓名。
        消费者  查询进度
        小保    登记先放在这里，想接着登记，说“继续”就行。
        小保    请发一下投诉编号，…
        消费者  继续
        小保    好的，我们接着登记。
        小保    请问您怎么称呼？请留下姓名。
        消费者  我要撤回投诉
        小保    好的，已停止登记，前面说的没有提交。…
        消费者  继续
        小保    好的，我们接着登记。
        小保    请问您怎么称呼？请留下姓名。
        消费者  算了，先不说了
        小保    好的，已停止登记，前面说的没有提交。…
        消费者  继续
        小保    好的，我们接着登记。
        小保    请问您怎么称呼？请留下姓名。
        消费者  😊
        小保    请留下您的姓名，处理同事好称呼您。
        消费者  王建国 😊
        小保    方便留个联系电话吗？…
        消费者  13812345678
        小保    …您的诉求：说明原因 网点或人员：城南支行 姓名：王…国…
      `);
    });

    it('takes corrections, answers a question in the middle, goes back, changes from the summary', async () => {
      await talk(`
        消费者  唔该我要投诉
        小保    好的，我来帮您登记投诉。
        小保    请说说发生了什么事，时间、金额想到多少说多少。
        消费者  贷款乱收了我两千块服务费，上个月扣的
        小保    好的，贷款、2,000元、2026年10月。
        小保    您希望我们怎么处理？…
        消费者  不是，是三月份
        小保    已改为2026年3月。
        小保    您希望我们怎么处理？…
        消费者  投诉几天有结果？
        小保    自收到投诉之日起15日内…
        小保    您希望我们怎么处理？…
        消费者  说明原因
        小保    接下来需要您的姓名和电话…
        消费者  返回
        小保    好的，回到上一项。
        小保    您希望我们怎么处理？…
        消费者  退还费用
        小保    接下来需要您的姓名和电话…
        消费者  同意
        小保    请问您怎么称呼？…
        消费者  欧阳娜
        小保    方便留个联系电话吗？…
        消费者  12345
        小保    这个号码好像不完整。…
        消费者  010-66668888
        小保    请核对投诉内容…欧阳… [确认提交|修改|取消]
        消费者  修改
        小保    要改哪一项？ […修改姓名…]
        消费者  修改姓名
        小保    请问您怎么称呼？…
        消费者  欧阳丽娜
        小保    请核对投诉内容…欧阳… [确认提交|修改|取消]
        消费者  好的
        小保    已登记，编号{number}。…
      `);
    });

    it('is stopped and taken up again; nothing is submitted without consent', async () => {
      await talk(`
        消费者  理财经理说保本的，现在亏了八万，我要投诉
        小保    …
        小保    我记下了：80,000元、理财经理。哪里不对，直接告诉我就行。
        小保    大概是什么时候的事？记不清可以说“跳过”。
        消费者  取消
        小保    好的，已停止登记，前面说的没有提交。想接着登记，说“继续”就行。
        消费者  继续
        小保    好的，我们接着登记。
        小保    大概是什么时候的事？…
        消费者  已经半个月了
        小保    您希望我们怎么处理？…
        消费者  赔偿损失
        小保    接下来需要您的姓名和电话…
        消费者  不同意
        小保    好的，不留个人信息就不登记，前面说的没有提交。… [转人工|金融知识]
      `);
    });

    it('is not taken from whoever gives no name or no number', async () => {
      const asked = `
        消费者  信用卡乱扣了我三百块年费，上个月，要求退还费用，我要投诉
        小保    …
        小保    …
        小保    接下来需要您的姓名和电话…
        消费者  同意
        小保    请问您怎么称呼？…`;
      const refused = '好的，不留个人信息就不登记，前面说的没有提交。… [转人工|金融知识]';
      await talk(`${asked}
        消费者  不想告诉你
        小保    ${refused}
        ${asked}
        消费者  李先生
        小保    方便留个联系电话吗？…
        消费者  不方便
        小保    ${refused}
        消费者  在吗
        小保    您好，我在。请说说您遇到的事，或者选一项。…
      `);
    });

    it('is withdrawn on the consumer’s word', async () => {
      await talk(`
        消费者  柜员态度太差了，昨天下午在南京路支行，我要投诉
        小保    …
        小保    我记下了：…南京路支行。哪里不对，直接告诉我就行。
        小保    您希望我们怎么处理？…
        消费者  处理那个员工
        小保    接下来需要您的姓名和电话…
        消费者  同意
        小保    请问您怎么称呼？…
        消费者  李雷
        小保    方便留个联系电话吗？…
        消费者  13900139000
        小保    请核对投诉内容…
        消费者  确认提交
        小保    已登记，编号{number}。…
        消费者  撤回投诉
        小保    要撤回{number}吗？撤回当天就结束处理，以后还可以重新投诉。 [确认撤回|不撤回]
        消费者  确认撤回
        小保    {number}已撤回。以后需要，随时可以重新投诉。
        消费者  查询进度
        小保    {number}：已按您的意愿撤回。
      `);
    });
  });

  describe('progress of a complaint made elsewhere', () => {
    it('is told only to whoever knows the phone’s last digits; three wrong answers end in a person', async () => {
      const number = await registered(talk);
      const known = await meet();
      await known(`
        消费者  查一下${number}的进度
        小保    为了保护隐私，请回复登记时所留电话的后四位。
        消费者  7777
        小保    ${number}：已收到，正在安排核实。…
        `);
      const stranger = await meet();
      await stranger(`
        消费者  查一下${number}的进度
        小保    为了保护隐私，请回复登记时所留电话的后四位。
        消费者  0000
        小保    不对，还可以再试2次。
        消费者  1111
        小保    不对，还可以再试1次。
        消费者  2222
        小保    核对没有通过，为了安全先不显示进度。已请同事来帮您核实。
        小保    已为您转给投诉处理岗…
        消费者  取消排队
        小保    好的，已取消排队。…
        `);
    });
  });

  it('whoever has lost the number is found by a person, not by a telephone number', async () => {
    await talk(`
      消费者  帮我查一下投诉进度
      小保    请发一下投诉编号，XB开头。忘了编号可以找人工查。
      消费者  编号忘了
      小保    没有编号也能查，同事核对身份后帮您找。要帮您转人工吗？ [转人工]
      消费者  13800138000
      小保    没有编号也能查，同事核对身份后帮您找。要帮您转人工吗？ [转人工]
      消费者  好的
      小保    已为您转给投诉处理岗，…
      消费者  取消排队
      小保    好的，已取消排队。…
    `);
  });

  it('asking for progress is left as soon as something else is wanted', async () => {
    await talk(`
      消费者  帮我查一下投诉进度
      小保    请发一下投诉编号，XB开头。忘了编号可以找人工查。
      消费者  XB20261125-AAAAAA
      小保    没有查到这个编号。… [转人工]
      消费者  我要投诉
      小保    好的，我来帮您登记投诉。
      小保    请说说发生了什么事，…
    `);
  });
});

/** A Thursday fifteen days later is the last day; the day after, at night, nobody is at the desk. */
describeEachStoreKind('the last day of a complaint', (store) => {
  it('is named as such, a day later passed on, and not counted once it is decided', async () => {
    let at = officeMorning.now();
    const clock = { now: () => at };
    const app = await startAppUnderTest(store, {}, clock);
    const consumer = await Consumer.arrive(app.url);
    const number = await registered((transcript) => play(consumer, transcript));
    at = new Date('2026-12-10T20:00:00+08:00');
    await play(
      await Consumer.arrive(app.url),
      `
      消费者  查一下${number}的进度
      小保    为了保护隐私，请回复登记时所留电话的后四位。
      消费者  7777
      小保    ${number}：已收到，正在安排核实。今天是最晚答复日。 [补充材料|撤回投诉|转人工]
      `,
    );
    at = new Date('2026-12-11T20:00:00+08:00');
    await play(
      await Consumer.arrive(app.url),
      `
      消费者  查一下${number}的进度
      小保    为了保护隐私，请回复登记时所留电话的后四位。
      消费者  7777
      小保    ${number}：已收到，正在安排核实。最晚答复日期是2026年12月10日。
      小保    这件事已过最晚答复日期。您也可以拨打12378反映。
      小保    已为您转给投诉处理岗，…现在不是人工服务时间，…
      消费者  取消排队
      小保    …
      `,
    );
    await app.app.stop();
    const database = await openStore(readConfig(app.environment));
    await database.prepare(collections);
    await database.collection(complaintsCollection).updateOne({ number }, { $set: { status: 'decided' } });
    await database.close();
    const again = await startApp(readConfig(app.environment), clock);
    await play(
      await Consumer.arrive(again.url),
      `
      消费者  查一下${number}的进度
      小保    为了保护隐私，请回复登记时所留电话的后四位。
      消费者  7777
      小保    ${number}：已作出处理决定。
      `,
    );
    await again.stop();
  });
});

/** Takes a complaint of 王芳, phone 13700137777, to its end. @returns its number */
async function registered(talk: Talk): Promise<string> {
  const { number = '' } = await talk(`
    消费者  信用卡乱扣了我三百块年费，上个月，要求退还费用，我要投诉
    小保    …
    小保    …
    小保    接下来需要您的姓名和电话…
    消费者  同意
    小保    请问您怎么称呼？…
    消费者  王芳
    小保    方便留个联系电话吗？…
    消费者  13700137777
    小保    请核对投诉内容…
    消费者  确认提交
    小保    已登记，编号{number}。最晚2026年12月10日前答复您…
    `);
  return number;
}
