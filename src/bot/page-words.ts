import { among } from './answers';

/** Longer than this, a message says more than that a link is wanted. */
const LONGEST = 60;

const LINK =
  '(?:(?:你们?|您|我)?(?:刚才|刚刚|之前|上面|前面)?(?:发|给|推)?(?:给?我)?的?(?:那|这)?(?:个|条)?(?:安全)?(?:链接|连接|链结|网页|页面|网址))';
const HOW = '(?:我这里?|这里|好像|还是|怎么|为什么|又|也|都|已经?|老是|一直|根本|现在|全|显示|说|是)*';
const DEAD =
  '(?:打不开|点不开|点不了|点不进去|打开不了|不能打开|没法打开|无法打开|打唔开|进不去|看不了|看不到|过期|过了时间|失效|无效|作废|停用|没用|不能用|用不了|用不成|用过|不能点|不管用|没反应|没有了|没了|不见了|找不到|找不着|没收到|收不到|没看到|丢了|超时|坏)';
const TAIL = '(?:了|啦|啊|呀|哦|呢|的|吧|吗|怎么办|咋办|怎么弄)*';
const POLITE = '(?:请|麻烦|帮我|帮忙|能不能|能否|可不可以|可以|能|给我|我|想|要|你|您|那|就)*';
const PIECE = '(?:一?下|一?(?:个|条|次|遍|份))?(?:新)?的?';
const END = '(?:给我|吧|吗|么|呗|一下|好吗|行吗|谢谢)*';
const AGAIN = `${POLITE}(?:再|重新?|另外?|再次|补)(?:发|要|给|来|传|弄|生成|推|换)(?:给?我)?${PIECE}${LINK}?${END}`;

const CLAUSES = [
  `${LINK}${HOW}${DEAD}${TAIL}`,
  `我?${HOW}${DEAD}了?${LINK}${TAIL}`,
  // By itself 没收到 may be about money, and 没用 about an answer; in front of a wish for another they are about what it asks for.
  `(?:打不开|点不开|进不去|过期|失效|${DEAD}了?(?=请|麻烦|能|可以|再|重))${TAIL}`,
  `${LINK}?${AGAIN}`,
  `${POLITE}(?:发|换|来|需要)?(?:给?我)?(?:一?(?:个|条))?新的?${LINK}${END}`,
  `${POLITE}发(?:给?我)?(?:一?(?:个|条)|一?下)?${LINK}${END}`,
  `${LINK}(?:呢|在哪里?|哪里?去了|发我|发给我)(?:一下)?${TAIL}`,
];

const PAGE = '(?:(?:the|this|that|your|my|a|another|new|secure)*(?:link|page|url))';
const NOT = "(?:(?:does|is|did|has|wo|ca|could|was|have)n['’]?t|(?:does|is|did|will|can|could)?not|cannot)";
const ENGLISH = [
  `${PAGE}(?:has|is|was|still|just|already)*(?:expired|broken|dead|invalid|gone|${NOT}(?:open|work|working|load|loading|arrive|arrived|beopened))(?:anymore|forme)?`,
  `i?(?:still)?(?:${NOT}|never)(?:get|got|receive|received|see|find|open|use|access)${PAGE}`,
  `(?:please|pls|canyou|couldyou|wouldyou|just)*(?:resend|send)(?:me)?(?:${PAGE}|it|one)?(?:tome)?(?:again|oncemore)`,
  `(?:please|pls|canyou|couldyou)*(?:resend(?:it|me)?|(?:re)?send(?:me)?${PAGE})(?:tome)?`,
  `(?:please|pls|canyou|couldyou|can|could|may|i|need|want|have|get|give|send|me)*(?:anew|another|new|afresh)(?:one|link|page)`,
];

const speaksOfPage = among(
  new RegExp(
    `^(?:您好|你好|不好意思|小保|那个)?(?:${CLAUSES.join('|')}){1,3}$|^(?:hi|hello|sorry)?(?:(?:${ENGLISH.join('|')})(?:please|pls|thanks|thankyou)?(?:and|so|but)?){1,2}$`,
  ),
);
const namesPage = among(/链接|连接|链结|网页|页面|网址|link|page|url/);

/**
 * Whether a message says nothing but that a link does not work or is wanted again: `named` where it says link or page, `bare`
 * where one must know what was offered. With any other word in it, above all of money, it is neither.
 */
export function pageWish(text: string): 'named' | 'bare' | undefined {
  if (text.length > LONGEST || !speaksOfPage(text)) return undefined;
  return namesPage(text) ? 'named' : 'bare';
}
