import {
  chosen,
  isCall,
  isCancel,
  isCorrection,
  isDone,
  isEnglish,
  isHelp,
  isNo,
  isQuestion,
  isSkip,
  isThanks,
  isWaiting,
  isYes,
  languageWish,
  plainWish,
} from '../../src/bot/answers';

describe('short answers', () => {
  it.each(['是', '对的', '嗯', '嗯嗯', '好滴', '冇问题', '确认提交', '中', '没毛病', 'OK', 'I agree'])(
    '"%s" is a yes',
    (text) => {
      expect(isYes(text)).toBe(true);
      expect(isNo(text)).toBe(false);
    },
  );

  it.each(['不', '不用了', '不同意', '唔使', '算了', '否', 'I do not agree'])('"%s" is a no', (text) => {
    expect(isNo(text)).toBe(true);
    expect(isYes(text)).toBe(false);
  });

  it.each(['跳过', '不知道', '记不清了', '忘了', '唔知道', 'skip'])('"%s" skips', (text) => {
    expect(isSkip(text)).toBe(true);
  });

  it.each([
    '取消',
    '算了吧',
    '不投诉了',
    '算了不投诉了',
    '那我还是不投诉了',
    '先不登记',
    '取消登记',
    '算了，先不说了',
    '算了，我不想说了',
    '不说了',
    '改天再说吧',
    'cancel',
  ])('"%s" cancels', (text) => {
    expect(isCancel(text)).toBe(true);
  });

  it.each([
    '帮助',
    '你能干嘛',
    '你都会些什么',
    '你有什么功能？',
    '能办什么业务',
    '可以问什么问题',
    '你能帮我做点啥呀',
    'What can you do?',
  ])('"%s" asks what can be done here', (text) => {
    expect(isHelp(text)).toBe(true);
  });

  it.each(['能', '有', '有问题', '你能帮我吗', '能办嘛', '有什么问题', '你会打电话给我吗', '能退什么钱'])(
    '"%s" does not',
    (text) => {
      expect(isHelp(text)).toBe(false);
    },
  );

  it('leaves sentences that only contain such words alone', () => {
    for (const text of [
      '是信用卡的事',
      '我不同意这个扣款',
      '取消不了分期',
      '好几个月了',
      '不办卡就不给贷款',
      '算了算这笔利息',
      '不说清楚',
      '他先不说利息',
    ]) {
      expect([isYes(text), isNo(text), isCancel(text), isSkip(text)]).toEqual([false, false, false, false]);
    }
  });

  it.each([
    ['2', '贷款'],
    ['第二个', '贷款'],
    ['第二', '贷款'],
    ['最后一个', '理财'],
    ['信用卡。', '信用卡'],
    ['２', '贷款'],
    ['②', '贷款'],
    ['2️⃣', '贷款'],
    ['（2）', '贷款'],
    ['2吧', '贷款'],
    ['2.', '贷款'],
    ['选2', '贷款'],
    ['我选2号', '贷款'],
    ['选第二个', '贷款'],
    ['第二个吧，谢谢', '贷款'],
    ['那就要第二个', '贷款'],
    ['我选贷款吧，谢谢', '贷款'],
    ['b', '贷款'],
    ['倒数第一个', '理财'],
    ['倒数第二个', '贷款'],
    ['the first one', '信用卡'],
    ['The second one, please', '贷款'],
    ['Option 2', '贷款'],
    ['the last one', '理财'],
    ['第九个', undefined],
    ['二三得六', undefined],
    ['要两个', undefined],
    ['选一个', undefined],
    ['2号', undefined],
    ['2万', undefined],
    ['我选2，贷款多收了我的钱', undefined],
    ['第二个问题是什么', undefined],
    ['不要第二个', undefined],
    ['I have two', undefined],
  ])('"%s" chooses %s', (text, expected) => {
    expect(chosen(text, ['信用卡', '贷款', '理财'])).toBe(expected);
  });

  it.each([
    [
      isCall,
      ['在吗', '还在吗？', '你好，在吗', '小保在不在', 'Are you still there?'],
      ['卡在吗啡那', '在吗，我要投诉', '钱还在'],
    ],
    [isThanks, ['谢谢', '好的，谢谢您', '辛苦了', '多谢啦', 'Thank you'], ['谢谢惠顾是假的', '麻烦', '感谢信']],
    [
      isWaiting,
      [
        '稍等',
        '等一下',
        '请等等，我去拍照',
        '等会儿再说',
        '我去找一下身份证',
        '您稍等，我找找',
        'One moment please',
        'Wait a minute',
        'ok, hold on',
      ],
      ['等了三天', '去查一下', '马上给我查', '等你们答复', '我去网点查了', 'I waited for a minute'],
    ],
    [
      isDone,
      ['好了', '没有了', '没了，谢谢', '就这些', '其他事', "That's all"],
      ['好了三天又坏了', '没有了这笔钱', '其他事还有利息'],
    ],
  ])('%p is said so, and no more', (said, so, otherwise) => {
    expect([so.filter((text) => !said(text)), otherwise.filter(said)]).toEqual([[], []]);
  });

  it('tells questions and corrections', () => {
    expect(['要多久？', '能退吗', '为什么扣我钱'].map(isQuestion)).toEqual([true, true, true]);
    expect(['扣了三百', '退还费用'].map(isQuestion)).toEqual([false, false]);
    expect(['不是，是三月份', '改成500元', '说错了'].map(isCorrection)).toEqual([true, true, true]);
  });

  it('knows English from an address or a word or two', () => {
    const texts = ['I was charged twice', 'https://mp.weixin.qq.com/s/abc?x=1', 'OK thanks', '我的 app 打不开 please help me'];
    expect(texts.map(isEnglish)).toEqual([true, false, false, false]);
  });

  it('hears the wish for a language', () => {
    expect([languageWish('English please'), languageWish('说中文'), languageWish('我英文不好')]).toEqual([
      'en',
      'zh-CN',
      undefined,
    ]);
  });

  it('hears the wish for plain words', () => {
    const texts = ['大字版', '我要长辈版', '换成老年模式。', '标准版', '退出关怀版', '大字版怎么用', 'plain version'];
    expect(texts.map(plainWish)).toEqual([true, true, true, false, false, undefined, true]);
  });
});
