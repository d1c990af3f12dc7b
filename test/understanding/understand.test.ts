import { createUnderstand } from '../../src/understanding/understand';
import type { Understanding } from '../../src/understanding/types';

const now = new Date('2026-11-25T02:00:00Z');
const understand = createUnderstand();
const read = (text: string): Understanding => understand(text, { now });

describe('what a consumer wants', () => {
  test.each([
    ['转人工', 'human_agent'],
    ['给我找个活人说话', 'human_agent'],
    ['人工客服电话怎么接通', 'human_agent'],
    ['信用卡没激活怎么还收我年费，退给我', 'complaint'],
    ['理财经理说保本，现在亏了三万，我要投诉', 'complaint'],
    ['催收天天打电话骚扰我爸妈，太过分了', 'complaint'],
    ['柜员態度很差，我要投訴', 'complaint'],
    ['唔该我要投诉，你哋乱咁扣钱', 'complaint'],
    ['信用卡年费怎么免', 'faq'],
    ['银行倒闭了存款赔多少', 'faq'],
    ['个人养老金一年能存多少', 'faq'],
    ['投诉一般几天有结果', 'faq'],
    ['卡里的钱被人盗刷了，快帮我冻结', 'fraud_emergency'],
    ['刚给骗子转了两万怎么办', 'fraud_emergency'],
    ['我的银行卡丢了，赶紧挂失', 'fraud_emergency'],
    ['我上周投诉的处理得怎么样了', 'progress_query'],
    ['退款三天了还没到账', 'progress_query'],
    ['朋友借我两万不还，没有借条能起诉吗', 'legal_consult'],
    ['信用卡欠款被起诉，不去开庭会怎样', 'legal_consult'],
    ['最近有没有金融知识讲座', 'education_activity'],
    ['你好呀', 'smalltalk'],
    ['谢谢你的帮忙', 'smalltalk'],
    ['明天会下雨吗', 'out_of_scope'],
    ['帮我写一篇作文', 'out_of_scope'],
  ])('%s → %s', (text, coarse) => {
    expect(read(text).coarse).toBe(coarse);
  });

  test.each([
    ['I want to complain', 'complaint'],
    ['agent', 'human_agent'],
    ['human please', 'human_agent'],
    ['check progress', 'progress_query'],
    ['what is deposit insurance', 'faq'],
  ])('in English: %s → %s', (text, coarse) => {
    expect(read(text).coarse).toBe(coarse);
  });

  test('a complaint number asks how far the complaint is', () => {
    expect(read('XB20261125-K7Q2MX 到哪一步了')).toMatchObject({ intent: 'progress', coarse: 'progress_query' });
    expect(read('xb20261125k7q2mx')).toMatchObject({ intent: 'progress' });
  });

  test('a question about complaining is not a complaint', () => {
    expect(read('怎么投诉').coarse).toBe('faq');
    expect(read('我要投诉').coarse).toBe('complaint');
  });
});

describe('danger counts by its own urgency', () => {
  test.each([
    ['我准备喝农药', 'self_harm'],
    ['我把后事都交代了', 'self_harm'],
    ['收钱的时候挺快，出事了没影了', 'fraud_in_progress'],
  ])('%s', (text, danger) => {
    expect(read(text)).toMatchObject({ urgency: 'P0', danger });
  });
});

describe('two wishes in one message', () => {
  test.each(['年费怎么免，顺便帮我查一下我的投诉进度', '帮我查下进度，顺便问年费怎么免'])(
    'leave the winner out of what the message may be besides: %s',
    (text) => {
      const { intent, alternatives, wishes } = read(text);
      expect(intent).toBe(wishes[0]!.intent);
      expect(alternatives.map((one) => one.intent)).not.toContain(intent);
      expect(alternatives.length).toBe(4);
    },
  );

  test('the second is there where it is the likelier meaning of the whole', () => {
    const { alternatives } = read('年费怎么免，顺便帮我查一下我的投诉进度');
    expect(alternatives.map((one) => one.intent)).toContain('progress');
  });

  test('a person is a wish in one word too', () => {
    const { wishes } = read('转人工，顺便问一下存款保险保多少');
    expect(wishes.map(({ coarse, text }) => [coarse, text])).toEqual([
      ['human_agent', '转人工'],
      ['faq', '问一下存款保险保多少'],
    ]);
  });

  test('are both found, in the order said', () => {
    const { wishes, intent } = read('帮我查下进度，顺便问年费怎么免');
    expect(wishes.map((wish) => [wish.coarse, wish.text])).toEqual([
      ['progress_query', '帮我查下进度'],
      ['faq', '问年费怎么免'],
    ]);
    expect(intent).toBe('progress');
  });

  test.each([
    ['我要投诉你们乱扣费，另外帮我转人工客服', ['complaint', 'human_agent']],
    ['查一下我的投诉处理到哪了。征信逾期记录保存几年？', ['progress_query', 'faq']],
  ])('%s', (text, kinds) => {
    expect(read(text).wishes.map(({ coarse }) => coarse)).toEqual(kinds);
  });

  test.each([
    '我去年在你们支行买了理财。经理说保本。现在亏了三万。还有，他已经离职了，没有人管我，我要求赔偿',
    '你好，我想问一下信用卡年费怎么免',
    '转账三天没到账，怎么回事',
  ])('a story or a greeting is one wish: %s', (text) => {
    expect(read(text).wishes).toHaveLength(1);
  });
});

describe('around the intent', () => {
  const complaint = read('你们信用卡乱收年费！！！简直是抢钱，把300块退给我，再不解决我打12378');

  test('the complaint is sorted, with the words that led there', () => {
    expect(complaint.taxonomy.business[0]).toMatchObject({ key: 'card_credit' });
    expect(complaint.taxonomy.cause[0]?.reasons.length).toBeGreaterThan(0);
    expect(complaint.taxonomy.business.length).toBeLessThanOrEqual(3);
  });

  test('requests, flags, mood and sums are read', () => {
    expect(complaint.requests).toContain('refund');
    expect(complaint.flags).toContain('regulator');
    expect(complaint.mood).toBe('furious');
    expect(complaint.entities).toContainEqual(expect.objectContaining({ kind: 'money', value: 30000 }));
  });

  test.each([
    ['信用卡年费怎么免', 'calm'],
    ['等了两个小时没人理，太失望了', 'upset'],
    ['垃圾银行，骗子，欺人太甚', 'furious'],
    ['求求你们了，这是救命钱', 'desperate'],
    ['笑死，哈哈', 'calm'],
  ])('the mood of %s is %s', (text, mood) => {
    expect(read(text).mood).toBe(mood);
  });

  test('a score is a probability, and alternatives are other intents', () => {
    expect(complaint.score).toBeGreaterThan(0);
    expect(complaint.score).toBeLessThanOrEqual(1);
    expect(complaint.alternatives.map(({ intent }) => intent)).not.toContain(complaint.intent);
  });
});
