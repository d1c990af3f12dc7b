import { pageWish } from '../../src/bot/page-words';

describe('what is said of a link of ours', () => {
  it.each([
    '链接打不开了',
    '再发一个链接',
    '点不开链接',
    '重新发链接',
    '链接过期了, 再要一个',
    '链接过期了',
    '链接失效了，请重新发一下',
    '网页打不开',
    '页面打不开怎么办',
    '你发的链接打不开',
    '刚才那个链接不能用',
    '那个链接点不开啊',
    '没收到链接',
    '我没收到链接，再发一次',
    '再发链接',
    '能不能再发一次链接？',
    '麻烦再发一下链接，谢谢',
    '给我一个新的链接',
    '发新链接',
    '我要新链接',
    '链接呢？',
    '链接没了',
    '链接用不了，换一个新链接',
    '链接发我一下',
    '您好，链接显示已失效',
    'the link doesn’t work',
    "I can't open the link",
    'The page has expired.',
    'Please send the link again',
    'send the link again',
    'resend the link please',
    'send me a new link',
    'the link has expired, please send me another one',
    "I didn't get the link",
    'can I have a new link?',
  ])('is named: %s', (text) => {
    expect(pageWish(text)).toBe('named');
  });

  it.each([
    '再要一个',
    '重新发一下',
    '再发一次',
    '打不开',
    '点不开',
    '过期了',
    '没收到，再发一次',
    '再发我一个',
    'send it again',
    'resend',
  ])('needs to be known from what was offered: %s', (text) => {
    expect(pageWish(text)).toBe('bare');
  });

  it.each([
    '链接打不开了，钱也没了',
    '我点了链接，卡里的钱被转走了',
    '点开链接填了验证码',
    '有人发链接给我让我转账',
    '对方再发一个链接让我填卡号',
    '链接是骗人的吗',
    '这个链接是你们官方的吗',
    '链接扣了我三百',
    '收到一条短信里面有链接',
    '别再推链接给我了，找同事来跟进',
    '短信链接打不开',
    '没收到',
    '没用',
    '用不了',
    '没了',
    '我再发一次投诉',
    '再转一次',
    '手机银行打不开',
    '我要投诉',
    '同意',
    '网页',
    'I clicked a link and my money is gone',
    'the link asked for my code',
    'send money again',
    'again',
  ])('is nothing of the kind: %s', (text) => {
    expect(pageWish(text)).toBeUndefined();
  });

  it('is decided at once, whatever the length', () => {
    expect(pageWish('请再发我一个新的链接'.repeat(7))).toBeUndefined();
    expect(pageWish(`${'再发一个'.repeat(14)}钱`)).toBeUndefined();
  });
});
