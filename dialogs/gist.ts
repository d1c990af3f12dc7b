const TELLING =
  /(扣|收|退|还|利息|年费|手续费|冻|限制|盗刷|贷款|理财|保险|征信|逾期|催收|电话|态度|排队|分期|骗|转账|到账|取款|吞卡|违约金|没|不给|不让)/;
const RUDE = /(妈的|他妈|傻|滚|狗|屁|操|草泥|王八|混蛋|垃圾)/;
const LIMIT = 24;

/**
 * The clause in which a consumer says what happened, turned to face them: 你们信用卡没激活还收我年费 → 信用卡没激活还收您年费.
 * `undefined` where no clause is short, telling and civil enough to be said back.
 */
export function gistOf(facts: string): string | undefined {
  const clauses = facts.split(/[，。！？；,.!?;\n]+/u).map((clause) => clause.trim());
  const telling = clauses.find((clause) => {
    const length = [...clause].length;
    return length >= 6 && length <= LIMIT && TELLING.test(clause) && !RUDE.test(clause) && !/投诉|[?？]|\d{6,}/.test(clause);
  });
  return telling
    ?.replace(/^(然后|就是|那个|因为|关于|反正)+/u, '')
    .replace(/^(你们|贵行|你行)(银行|家)?的?/u, '')
    .replace(/我们/gu, '您')
    .replace(/我/gu, '您')
    .replace(/你们(银行)?/gu, '本行');
}
