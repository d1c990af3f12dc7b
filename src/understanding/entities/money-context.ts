import type { MoneyEntity } from '../types';
import type { Numeral } from './numeral';

/** Behind a number: it counts or measures something else than money. */
export const COUNTED_BEHIND =
  /^[ ]?(?:[%‰折岁天号名位遍期层楼页倍级步米斤吨集篇座秒]|个(?!税|人)|次|笔|点(?!左右)|人(?![民家工])|年(?![费利息化金])|月(?![供息付薪费])|日(?![息元])|时(?!间|候)|分(?![期钱]|\d|[一二三四五六七八九十]\d?期)|份(?!额)|件|户(?!头)|条|张|台|辆|套|封|字|股|只|家|号|成(?![功为交])|周|星期|小时|季度|平|公里|公斤|克|多?(?:个|人|次|笔|天|号|岁)|[客用储]户|员工|粉丝|[A-Za-z]|:\d|\.\d+\.\d|积分)/;

const PAYING =
  '扣|收|要|还|借|转|存|取|付|花|充|冲|退|赔|亏|损失|欠|贷|交|缴|罚|骗|刷|消费|支付|打款|汇|给|补|提现|下款|放款|放贷|到账|入账|进账|出账|少|损|代扣|划走|划扣|划|盗|用|投|买|卖|赚|奖|送|返|抵|减|免|多收|多扣|支出|收入|转入|转出|转账|打了|打过去|打给|变成|变为|[降涨升提调][到至为成]';
const NAMING =
  '钱|费|金|款|额|息|价格?|余额|本金|利息|金额|总额|总共|一共|共计|合计|共|总计|人民币|RMB|额度|限额|月供|账单|欠款|违约金|手续费|年费|低于|高于|不足|超过|不满|满|不到|剩|剩余|只剩|就剩|起存|工资|每期|每月|首付|尾款|红包|现金|存款|到手|笔|赔付|赔偿';
const FILLERS =
  '(?:[了过掉走完着得我你您他她它们咱人去来到回出进的是为要约共计大又再只才还有就都也均每期月次笔被给于在里近上约大概大约差不多将至少整好几乎突然各] ?|[ :=+-]|人民币|一共|总共|一次性|本人|自动){0,8}';
const BEFORE = new RegExp(`(?:(?:${PAYING}|${NAMING})${FILLERS}|笔[,:]|分别[是为]?[,:]?)$`);
const BEHIND =
  /^[ ]?(?:的)?(?:利息|手续费|年费|本金|违约金|服务费|会员费|担保费|押金|定金|保证金|话费|红包|货款|贷款|借款|存款|工资|块|滞纳金|罚息|余额|额度|现金|分\d{1,2}期|分期)/;
const SEEN_BEFORE = 20;

/** What says that a number is an ordinal, a rate or half hidden, whatever stands behind it. */
const NEVER_A_SUM = /(?:百分之|千分之|万分之|第|[#*])[ ]?$/;
/** What says that bare digits are a name or a rate. */
const NO_BARE_SUM =
  /(?:[A-Za-z_./@]|\d[-:]|尾号|工号|编号|单号|订单|号码|卡号|账号|电话|编码|验证码|密码|代码|(?:年化|利率|费率|[年月日]息)(?:是|为|达到?|高达)?|股票|型号|积分)[ :]?$/;
const NO_SUM_BEHIND = /^(?:火急|分之|积分)/;
const GOES_ON = /^(?:[\d*#]|-[A-Za-z])/;

/** Whether the words around a bare number speak of money. */
export function isNamedAsMoney(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - SEEN_BEFORE), start).replace(/.*(?:(?<!笔|分别|是|为),|[。;!?、])/, '');
  return BEFORE.test(before) || BEHIND.test(text.slice(end, end + 5));
}

/** Whether a number is an ordinal (第300), a share (百分之五), half hidden (**300) or part of an idiom (十万火急). */
export function isNoSum(text: string, { start, end }: Numeral): boolean {
  return NEVER_A_SUM.test(text.slice(Math.max(0, start - 5), start)) || NO_SUM_BEHIND.test(text.slice(end, end + 3));
}

/** Whether bare digits are part of a name, a code or a rate. */
export function isCode(text: string, { start, end }: Numeral): boolean {
  return NO_BARE_SUM.test(text.slice(Math.max(0, start - 8), start)) || GOES_ON.test(text.slice(end, end + 2));
}

const LIMIT_BEFORE =
  /(?:(?:额度|限额|上限|授信|最高|最多|封顶|提额到?|降额到?)[^,。;!?]{0,6}|(?:额度|限额)从[^,。;!?]{1,10}[降提升涨调变][到至为成])$/;
const LIMIT_BEHIND = /^(?:多|左右)?的?(?:信用|授信|借款|贷款|透支|临时|固定|总)?(?:额度|限额|上限|封顶)/;
const BALANCE_BEFORE = /(?:余额|结余|剩余|[还只就仅]剩|剩下|卡里[只还]?有|账户里?[只还]?有)[^,。;!?]{0,5}$/;
const BALANCE_BEHIND = /^(?:多|左右)?的?余额/;
const THRESHOLD_BEFORE =
  /(?:低于|高于|不足|不满|少于|大于|小于|达到|未达|起存|起购|起投|起点|门槛|最低|至少|每?满|刷满|超过)(?:人民币)?(?:了|是|为|到|要|存)?[^,。;!?\d]{0,3}(?:[\d.万千百元块]{1,6}(?:或者?|、|和))?$/;
const THRESHOLD_BEHIND = /^(?:多|左右)?(?:起存|起购|起投|起|以上|以下|以内|之上|门槛|的?最低|及以上)/;

/** What the sum is, by the words around it: `disputed` unless they say otherwise. */
export function roleOf(text: string, start: number, end: number): MoneyEntity['role'] {
  const before = text.slice(Math.max(0, start - 16), start);
  const behind = text.slice(end, end + 8);
  if (BALANCE_BEFORE.test(before) || BALANCE_BEHIND.test(behind)) return 'balance';
  if (THRESHOLD_BEFORE.test(before) || THRESHOLD_BEHIND.test(behind)) return 'threshold';
  return LIMIT_BEFORE.test(before) || LIMIT_BEHIND.test(behind) ? 'limit' : 'disputed';
}
