import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { Ingress } from '../../src/bot/ingress';
import { Vault } from '../../src/platform/sealing';

const vault = new Vault(randomBytes(32));
const ingress = new Ingress(vault);

function written(text: string): { text: string; original?: string; removed: readonly string[] } {
  const entry = ingress.protect({
    id: 'm',
    at: new Date('2026-11-25T02:00:00Z'),
    author: { kind: 'consumer' },
    activity: { type: 'message', text },
  });
  return {
    text: entry.activity.text ?? '',
    original: entry.original && vault.open(entry.original),
    removed: entry.removed ?? [],
  };
}

describe('privacy at the door', () => {
  it.each([
    ['我电话13800138000', '我电话138****8000'],
    ['打 138 0013 8000 找我', '打 138****8000 找我'],
    ['卡号6228480402564890018被扣钱', '卡号尾号0018被扣钱'],
    ['身份证11010519491231002X', '身份证1****************X'],
    ['写信到 zhang.wei@example.com', '写信到 z***@example.com'],
    ['上个月扣了300元', '上个月扣了300元'],
  ])('writes %s as %s', (typed, expected) => {
    expect(written(typed).text).toBe(expected);
  });

  it('keeps the original sealed beside what it masked, and nothing where it masked nothing', () => {
    expect(written('我电话13800138000').original).toBe('我电话13800138000');
    expect(written('年费三百块').original).toBeUndefined();
  });

  it.each([
    ['我的验证码是 483920', '483920', ['otp']],
    ['验证码：４８３９２０', '４８３９２０', ['otp']],
    ['密码是 Abc12345', 'Abc', ['password']],
    ['卡背面安全码 123', '123', ['cvv']],
    ['cvv2: 1 2 3', '1 2 3', ['cvv']],
    ['密码一二三四五六', '一二三四五六', ['password']],
    ['639214就是验证码，我告诉他了', '639214', ['otp']],
    ['我把639214这个验证码告诉他了', '639214', ['otp']],
    ['６３９２１４是银行发来的验证码', '６３９２１４', ['otp']],
    ['639214 is the verification code', '639214', ['otp']],
    ['验证码A3F9K2', 'A3F9K2', ['otp']],
    ['123是安全码', '123', ['cvv']],
    ['密码Passw0rd', 'Passw0rd', ['password']],
    ['密码就是Abc12345', 'Abc', ['password']],
    ['Passw0rd是我的登录密码', 'Passw0rd', ['password']],
    ['my password is hunter2', 'hunter2', ['password']],
    ['hunter2 is my password', 'hunter2', ['password']],
    ['密码123456789012', '123456789012', ['password']],
  ])('removes the secret of "%s" for good', (typed, secret, kinds) => {
    const { text, original, removed } = written(typed);
    expect(text).not.toContain(secret);
    expect(original ?? '').not.toContain(secret);
    expect(removed).toEqual(kinds);
  });

  it.each([
    '验证码收不到',
    '忘记密码怎么办',
    '密码输错3次被锁',
    '验证码5分钟有效吗',
    '卡号尾号1234是密码输错锁的',
    '尾号1234的密码忘了',
    '1234不是密码',
    '95588是银行发来的验证码吗',
    '转账金额3000是密码支付的',
    '密码错误扣了3000元',
    '800000是定期存款密码忘了',
    '密码iphone13登不上',
    'my password is wrong',
    'my pin is blocked',
  ])('leaves "%s" as it is', (typed) => {
    expect(written(typed)).toEqual({ text: typed, original: undefined, removed: [] });
  });

  it.each(['忘记密码13800138000登不上', '密码6228480402564890018', '忘记密码 zhang3@qq.com'])(
    'masks what "%s" names by itself, and takes it for no password',
    (typed) => {
      expect(written(typed)).toMatchObject({ original: typed, removed: [] });
    },
  );

  it('keeps no code and no password in whatever wording', () => {
    const digits = fc.stringMatching(/^\d{4,8}$/);
    const mixed = fc.stringMatching(/^[B-Z][b-z]{2,6}\d{2,5}$/);
    const name = fc.constantFrom('密码', '登录密码', '验证码', '短信验证码');
    const secret = fc.oneof(
      digits.filter((code) => !/^(9[56]|1[02])\d{3}$/.test(code)),
      mixed,
    );
    const wording = fc.constantFrom(
      (what: string, code: string) => `${what}是${code}`,
      (what: string, code: string) => `${what}${code}`,
      (what: string, code: string) => `我的${what}：${code}，怎么办`,
      (what: string, code: string) => `${code}就是${what}，我告诉他了`,
      (what: string, code: string) => `${code}是我的${what}`,
    );
    fc.assert(
      fc.property(name, secret, wording, (what, code, say) => {
        const { text, original } = written(say(what, code));
        expect(text + (original ?? '')).not.toContain(code);
      }),
    );
  });

  it('never lets a mobile number through, whatever stands around it', () => {
    const mobile = fc
      .tuple(fc.constantFrom('138', '159', '186', '177'), fc.stringMatching(/^\d{8}$/))
      .map(([head, tail]) => head + tail);
    const around = fc.constantFrom('', '我电话', '，', ' ', '。打给我', '客户', '（手机）');
    fc.assert(
      fc.property(around, mobile, around, (before, number, behind) => {
        expect(written(before + number + behind).text).not.toContain(number);
      }),
    );
  });
});
