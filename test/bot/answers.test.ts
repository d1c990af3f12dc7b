import {
  chosen,
  isCancel,
  isCorrection,
  isEnglish,
  isHelp,
  isNo,
  isQuestion,
  isSkip,
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

  it.each(['取消', '算了吧', '不投诉了', '算了不投诉了', '那我还是不投诉了', '先不登记', '取消登记', 'cancel'])(
    '"%s" cancels',
    (text) => {
      expect(isCancel(text)).toBe(true);
    },
  );

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
    for (const text of ['是信用卡的事', '我不同意这个扣款', '取消不了分期', '好几个月了', '不办卡就不给贷款', '算了算这笔利息']) {
      expect([isYes(text), isNo(text), isCancel(text), isSkip(text)]).toEqual([false, false, false, false]);
    }
  });

  it.each([
    ['2', '贷款'],
    ['第二个', '贷款'],
    ['第二', '贷款'],
    ['最后一个', '理财'],
    ['信用卡。', '信用卡'],
    ['第九个', undefined],
    ['二三得六', undefined],
  ])('"%s" chooses %s', (text, expected) => {
    expect(chosen(text, ['信用卡', '贷款', '理财'])).toBe(expected);
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
