import { describeEachStoreKind, officeMorning, startAppUnderTest } from '../tools/app-under-test';
import type { AppUnderTest } from '../tools/app-under-test';
import { Consumer } from '../tools/consumer';
import { play } from '../tools/transcript';

/** What a consumer and Xiaobao say to each other, on a Wednesday morning, 2026-11-25. */
describeEachStoreKind('danger comes before all else', (store) => {
  let app: AppUnderTest;
  let consumer: Consumer;
  beforeAll(async () => (app = await startAppUnderTest(store, {}, officeMorning)));
  afterAll(() => app.stop());
  beforeEach(async () => (consumer = await Consumer.arrive(app.url)));

  const talk = (transcript: string): Promise<Record<string, string>> => play(consumer, transcript);

  it('fraud: what to do, in order, nothing asked, and a person called', async () => {
    await talk(`
      消费者  我刚把钱转给那个客服了现在联系不上是不是被骗了
      小保    请马上停止转账，挂断电话，关掉屏幕共享。 立即拨打110报警，或拨96110。 再拨95000口头挂失…
      消费者  转人工
      小保    您已在投诉处理岗的队列里，…
      消费者  取消排队
      小保    …
    `);
  });

  it('fraud in the middle of a form', async () => {
    await talk(`
      消费者  我要投诉
      小保    好的，我来帮您登记投诉。
      小保    请说说发生了什么事…
      消费者  救命啊我在给骗子转帐他还在跟我通电话
      小保    请马上停止转账，挂断电话，…
      消费者  取消排队
      小保    …
    `);
  });

  it('self-harm: no business, the lines that help, and a person', async () => {
    await talk(`
      消费者  你们再催我就从楼上跳下去
      小保    您现在的安全最要紧。 请拨打12356，…120或110。…
      消费者  存款保险保多少
      小保    我还在，同事正在过来。…
      消费者  取消排队
      小保    …
    `);
  });
});
