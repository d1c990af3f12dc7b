import type { FaqEntry } from '../src/knowledge/entry';
import { loadFaqEntries } from '../src/knowledge/load-content';

/** With each of them every entry is asked about anew, so that many entries are like one another, as in a large bank, and none is the same. */
const PRODUCTS = [
  '信用卡 借记卡 手机银行 网上银行 微信银行 个人住房贷款 消费贷款 经营贷款 定期存款 大额存单 结构性存款 理财产品 公募基金 养老储蓄',
  '国债 黄金积存 外汇业务 跨境汇款 第三方支付 云闪付 数字人民币 社保卡 公积金 代发工资 企业账户 个体工商户 对公结算 支票业务 银行承兑',
  '保管箱 自助设备 电话银行 短信通知 积分商城 分期付款 车位贷 助学贷款 农户贷款 保险代销 信托产品 私人银行 出国留学 签证服务 代缴水电费',
  '交通罚款 税务缴纳 慈善捐款 家族信托 供应链融资 绿色信贷 医保账户 校园卡 工会卡 军人卡',
].flatMap((line) => line.split(' '));

/** Published entries of a large bank, our own asked about each product. */
export function manyEntries(count: number): FaqEntry[] {
  const entries = loadFaqEntries();
  return Array.from({ length: count }, (_, at): FaqEntry => {
    const entry = entries[at % entries.length]!;
    const product = PRODUCTS[Math.floor(at / entries.length)]!;
    const wordings = entry.wordings.map((wording, place) =>
      place % 2 ? `${wording}，${product}的` : `办${product}，${wording}`,
    );
    return { ...entry, _id: `${entry._id}-${at}`, status: 'published', title: `${product}：${entry.title}`, wordings };
  });
}
