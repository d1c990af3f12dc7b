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

describeEachScene('progress of a complaint', ({ talk, meet }) => {
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
