import { pick } from './random';
import type { Random } from './random';

/** Words that are typed or heard for one another; each pair works both ways. */
const SWAPS: readonly (readonly [string, string])[] = [
  ['投诉', '投宿'], ['账', '帐'], ['征信', '征性'], ['理财', '理材'], ['的', '得'], ['在', '再'], ['怎么', '咋'], ['怎么', '咋个'],
  ['怎么', '怎样'], ['怎么', '点样'], ['什么', '啥'], ['什么', '啥子'], ['为什么', '为啥'], ['为什么', '点解'], ['怎么办', '咋办'],
  ['怎么办', '咋整'], ['怎么办', '点算'], ['没有', '冇'], ['没有', '没得'], ['是不是', '系咪'], ['现在', '而家'], ['能不能', '可不可以'],
  ['你们', '你哋'], ['我的', '我嘅'], ['吗', '么'], ['吗', '嘛'], ['吗', '不'], ['吗', '伐'], ['多少', '几多'], ['什么时候', '啥时候'],
  ['什么时候', '几时'], ['还款', '还钱'], ['银行卡', '卡'], ['信用卡', 'xyk'], ['人工', '人功'], ['客服', '客户服务'], ['利息', '利系'],
  ['逾期', '余期'], ['贷款', '代款'], ['贷款', '借款'], ['额度', '额渡'], ['到账', '到帐'], ['账号', '帐号'], ['登录', '登陆'],
  ['那', '哪'], ['做', '作'], ['退款', '退钱'], ['手机银行', 'app'], ['支付宝', '微信'], ['如何', '怎么'], ['请问', '想问'],
]; // prettier-ignore
const OPENINGS = [
  '请问',
  '你好',
  '您好',
  '那个',
  '请问一下',
  '你好，',
  '我想问一下',
  '麻烦问下',
  '喂',
  '嗯',
  '就是',
  '唉',
  '亲，',
  '想问下',
  '哎',
  '咨询一下',
  '在吗，',
];
const ENDINGS = ['啊', '呢', '呀', '谢谢', '，谢谢', '？', '?', '！', '...', '哦', '吧', '嘛', '，急', '。', '~', '，麻烦了'];
const FILLERS = ['那个', '就是', '嗯', '然后', '这个', '就是说'];
/** Said before a wish, these would change it. */
const SHORTEST_FOR_TALK = 4;

/** Another way in which the same person might have sent a text: dropped marks, slips, dialect, an opening, voice input. */
export function disturb(text: string, random: Random): string {
  let result = text;
  if (random() < 0.35) result = swapWords(result, random);
  if (random() < 0.12) result = slip(result, random);
  if (random() < 0.35) result = result.replace(/[，。！？、,.!?；;：:\s]+/g, random() < 0.5 ? '' : ' ').trim() || text;
  if (text.length < SHORTEST_FOR_TALK) return result;
  if (random() < 0.2) result = pick(OPENINGS, random) + result;
  if (random() < 0.2) result = result.replace(/[。！？!?]+$/, '') + pick(ENDINGS, random);
  if (random() < 0.08) result = insert(result, pick(FILLERS, random), random);
  return result;
}

function swapWords(text: string, random: Random): string {
  const usable = SWAPS.flatMap(([one, other]) => [
    ...(text.includes(one) ? [[one, other] as const] : []),
    ...(text.includes(other) ? [[other, one] as const] : []),
  ]);
  if (usable.length === 0) return text;
  const [from, to] = pick(usable, random);
  return text.replace(from, to);
}

/** One character left out, doubled, or two exchanged. */
function slip(text: string, random: Random): string {
  if (text.length < 6) return text;
  const at = 1 + Math.floor(random() * (text.length - 3));
  const kind = random();
  if (kind < 0.5) return text.slice(0, at) + text.slice(at + 1);
  if (kind < 0.7) return text.slice(0, at) + text[at] + text.slice(at);
  return `${text.slice(0, at)}${text[at + 1] ?? ''}${text[at] ?? ''}${text.slice(at + 2)}`;
}

function insert(text: string, filler: string, random: Random): string {
  const at = Math.floor(random() * text.length);
  return text.slice(0, at) + filler + text.slice(at);
}
