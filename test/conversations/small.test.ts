import { clockFrom, officeMorning } from '../tools/clocks';
import { describeEachWay } from './scene';

describeEachWay('words that work everywhere', officeMorning, ({ talk }) => {
  it('asks for a person, waits, asks again and changes their mind', async () => {
    await talk(`
      消费者  转人工
      小保    已为您转给投诉处理岗，您是第一位。前面说的同事都能看到，不用再说一遍。 [登记投诉|取消排队]
      消费者  转人工
      小保    您已在投诉处理岗的队列里，下一位就是您。 [登记投诉|取消排队]
      消费者  取消排队
      小保    好的，已取消排队。我还在，有事请说。
    `);
  });
});

describeEachWay('outside office hours', clockFrom('2026-11-27T20:00:00+08:00'), ({ talk }) => {
  it('registers the wish, names the next opening and the line that is open', async () => {
    await talk(`
      消费者  转人工
      小保    已为您转给投诉处理岗，您是第一位。…现在不是人工服务时间，同事11月30日09:00上班后按顺序联系您。急事请拨24小时热线95000。 [登记投诉|取消排队]
    `);
  });
});
