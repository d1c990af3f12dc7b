import { clockFrom } from '../tools/clocks';
import { describeEachScene, describeEachWay } from './scene';

describeEachScene('danger comes before all else', ({ talk }) => {
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
      小保    您现在的安全最要紧。 请先到有人在的地方，离危险的东西远一点。 请拨打12356找人说说；打不通，或者您现在有危险，马上拨120或110。 我已通知同事接过来。
      消费者  存款保险保多少
      小保    我还在。请拨打12356；打不通就拨120或110。您身边现在有人吗？
      消费者  取消排队
      小保    …
    `);
  });
});

describeEachWay('danger at three in the morning', clockFrom('2026-11-25T03:00:00+08:00'), ({ talk }) => {
  it('self-harm: the lines that help, and no colleague promised who is not there', async () => {
    await talk(`
      消费者  你们再催我就从楼上跳下去
      小保    您现在的安全最要紧。 请先到有人在的地方，离危险的东西远一点。 请拨打12356找人说说；打不通，或者您现在有危险，马上拨120或110。
      消费者  没人管我
      小保    我还在。请拨打12356；打不通就拨120或110。您身边现在有人吗？
    `);
  });

  it('a threat: the line that is open instead of a talk at once', async () => {
    await talk(`
      消费者  信不信我砍了那个经理
      小保    您的火气我听到了。这件事我已交给负责的同事，现在不是人工服务时间，急事请拨24小时热线95000。请先别去做伤人伤己的事。
    `);
  });

  it('a group: nobody is told who is not there', async () => {
    await talk(`
      消费者  我们三十几个人都买了这个，明天一起去总行
      小保    大家的诉求我们会认真登记，已转给投诉负责人；现在不是人工服务时间，急事请拨24小时热线95000。按规定，多人共同投诉请推选不超过5名代表来谈，这样说得清楚。您可以先告诉我是什么事。
    `);
  });
});
