import { minutesAgo, workingDaysAgo } from './scene';
import type { Story } from './scene';

/** The last weeks of a bank's consumer-protection office; every word goes through the running bot. */
export const STORIES: readonly Story[] = [
  {
    at: workingDaysAgo(13, '10:12'),
    async tell({ consumer, numbers }) {
      const zhou = await consumer();
      await zhou.say('办信用卡的时候说好首年免年费，上个月还是扣了我200元，我要投诉');
      numbers.set(
        'zhou',
        await zhou.answerForm({
          product: '信用卡',
          happened: '上个月',
          request: '退还费用',
          name: '周建国',
          phone: '13800138021',
        }),
      );
    },
  },
  {
    at: workingDaysAgo(10, '16:40'),
    async tell({ consumer, numbers }) {
      const he = await consumer();
      await he.say('我要投诉，我提前还房贷，申请交了两个月没人理，客户经理说要排队，利息一个月多扣我3000多');
      numbers.set(
        'he',
        await he.answerForm({
          product: '贷款',
          happened: '两个月前',
          request: '尽快给我办理提前还款',
          respondent: '城西支行',
          name: '何敏',
          phone: '13900139045',
        }),
      );
    },
  },
  {
    at: workingDaysAgo(6, '09:35'),
    async tell({ consumer, colleague, clock }) {
      const ma = await consumer();
      await ma.say('你们外包催收一天打我二十几个电话，还打给我公司同事，我要投诉');
      await ma.answerForm({ product: '信用卡', happened: '这个星期', request: '停止打扰', name: '马骏', phone: '13700137066' });
      await ma.say('转人工');
      clock.passMinutes(4);
      const chenjing = await colleague('chenjing');
      await chenjing.takeLatest();
      await chenjing.say('您好，您登记的内容我看到了。打给您同事的号码还有通话记录吗？');
      clock.passMinutes(2);
      await ma.sayToPerson('有，截图我存着，都是同一个固话打来的');
      clock.passMinutes(1);
      await chenjing.say('好的。今天起先停止外包机构联系您本人以外的任何人，核实结果会在期限内书面答复您。');
      await chenjing.note('已通知信用卡中心停催核查，3日内反馈。');
      clock.passMinutes(2);
      await ma.sayToPerson('行，那我等你们答复');
      await chenjing.close('complaint_registered', '停止对第三人的催收，信用卡中心核查外包机构通话录音。');
      clock.passMinutes(1);
      await ma.say('满意');
    },
  },
  {
    at: workingDaysAgo(4, '20:18'),
    async tell({ consumer }) {
      const anyone = await consumer();
      await anyone.say('存款保险最多保多少钱');
      await anyone.say('有用');
      await anyone.say('谢谢');
    },
  },
  {
    at: workingDaysAgo(3, '11:05'),
    async tell({ consumer, clock }) {
      const sun = await consumer();
      await sun.say('我要投诉，手机银行转账一直提示系统繁忙，从早上到现在都转不出去');
      await sun.answerForm({ product: '手机银行', happened: '今天', request: '说明原因', name: '孙莉', phone: '13600136011' });
      clock.passMinutes(20);
      await sun.say('能转了，我要撤回投诉');
      await sun.say('确认撤回');
    },
  },
  {
    at: workingDaysAgo(2, '10:26'),
    async tell({ consumer }) {
      const lu = await consumer();
      await lu.say('昨天在人民路支行，柜员态度特别差，让我排了两个小时又说办不了，我要投诉');
      await lu.answerForm({
        product: '柜面业务',
        happened: '昨天',
        request: '给我道歉',
        respondent: '人民路支行',
        name: '陆文涛',
        phone: '13500135073',
      });
    },
  },
  {
    at: workingDaysAgo(2, '14:50'),
    async tell({ consumer, colleague, clock }) {
      const tang = await consumer();
      await tang.say('我跟你们行的借款合同纠纷，诉讼时效是几年，你们起诉我了我该怎么办');
      await tang.say('转法律事务岗');
      clock.passMinutes(6);
      const linwei = await colleague('linwei');
      await linwei.takeLatest();
      await linwei.say('您好，收到传票后请留意开庭时间和举证期限，也可以向法院申请调解。您可以先说说合同是哪一年签的。');
      clock.passMinutes(3);
      await tang.sayToPerson('2021年签的，我想先协商');
      clock.passMinutes(2);
      await linwei.say('可以协商。我记下您的意愿，转给经办行，由他们联系您。');
      await linwei.close('follow_up', '转经办行联系消费者协商，两个工作日内回访。');
      clock.passMinutes(1);
      await tang.say('一般');
    },
  },
  {
    at: workingDaysAgo(1, '09:48'),
    async tell({ consumer, colleague, clock }) {
      const teacher = await consumer();
      await teacher.say('我是小学老师，想请你们来学校讲防诈骗');
      await teacher.say('转权益保护岗');
      clock.passMinutes(5);
      const zhouyan = await colleague('zhouyan');
      await zhouyan.takeLatest();
      await zhouyan.say('老师好，谢谢您想着孩子们。请问大概多少学生，想安排在哪一周？');
      clock.passMinutes(2);
      await teacher.sayToPerson('三年级四个班，下个月都可以');
      await zhouyan.close('follow_up', '进校园讲座：三年级四个班，下月，与学校约时间。');
      clock.passMinutes(1);
      await teacher.say('满意');
    },
  },
  {
    at: workingDaysAgo(1, '15:10'),
    async tell({ consumer, numbers }) {
      const he = await consumer();
      await he.say(`查一下${numbers.get('he')}的进度`);
      await he.say('9045');
    },
  },
  {
    at: minutesAgo(48),
    async tell({ consumer }) {
      const guo = await consumer();
      await guo.say('我要投诉，你们理财经理说保本，现在亏了两万多');
      await guo.answerForm({ product: '理财', happened: '今年三月', request: '说明原因', name: '郭', phone: '' }, 'name');
    },
  },
  {
    at: minutesAgo(35),
    async tell({ consumer }) {
      const qian = await consumer();
      await qian.say('我爸去世了，他的存款我作为继承人怎么取，需要打官司吗');
      await qian.say('转法律事务岗');
    },
  },
  {
    at: minutesAgo(22),
    async tell({ consumer }) {
      const grandmother = await consumer({ elder: true });
      await grandmother.say('姑娘，我七十六了，手机上那个养老金怎么查，我看不清楚字');
      await grandmother.say('找个人跟我说说吧');
    },
  },
  {
    at: minutesAgo(14),
    async tell({ consumer }) {
      const upset = await consumer();
      await upset.say('你们简直太过分了！！还完款一个月了征信上还是逾期，害我房贷批不下来，我要投诉！');
      await upset.say('别跟我机器人说话，马上给我转人工！！');
    },
  },
  {
    at: minutesAgo(9),
    async tell({ consumer }) {
      const traveller = await consumer({ locale: 'en' });
      await traveller.say('I want to complain. The ATM swallowed my card and the branch was closed.');
      await traveller.say('human agent');
    },
  },
  {
    at: minutesAgo(5),
    async tell({ consumer }) {
      const victim = await consumer();
      await victim.say('有人说是公安局的，让我把钱转到安全账户，我刚转了五万，怎么办');
    },
  },
  {
    at: minutesAgo(4),
    async tell({ consumer, colleague, clock }) {
      const xu = await consumer();
      await xu.say('你们信用卡没激活还收我年费三百块，上个月扣的，我要投诉');
      await xu.say('转人工');
      // The claim lasts 90 s unless the desk is open, which it is from the present on.
      clock.moveTo(minutesAgo(1)(new Date()));
      const chenjing = await colleague('chenjing');
      await chenjing.takeLatest();
      await chenjing.say('您好，我是投诉处理岗的同事，您说的年费我已经看到了。这张卡您一直没有激活，对吗？');
      await xu.sayToPerson('对，收到就放抽屉里了，从来没用过');
      await chenjing.say('明白了。我先核对扣费记录，请稍等。');
      await xu.sayToPerson('好的，那这三百块能退吗');
    },
  },
];
