/** Short answers that mean the same in every flow. All take text as typed, in Chinese or English. */

const bare = (text: string): string =>
  text
    .trim()
    .replace(/[\s，。！？!?.,、~～…]+/gu, '')
    .toLowerCase();

/** The same with digits in any dress (２, ②, 2️⃣, (2)) as themselves. */
const plainly = (text: string): string => bare(text.normalize('NFKC').replace(/[\uFE0F\u20E3()【】[\]]/gu, ''));

/** A test of the bare words: without spaces, marks and capitals. */
export const among =
  (pattern: RegExp) =>
  (text: string): boolean =>
    pattern.test(bare(text));

export const isYes = among(
  /^(是|是的|对|对的|对对对?|好|好的|好滴|好吧|行|可以|嗯+|恩+|嗯呐|没错|没问题|没毛病|确认|确定|确认提交|提交|同意|我同意|要|需要|中|得|係|系|冇问题|yes|y|ok|okay|sure|iagree|agree|submit|confirm|yesplease|yesi?(do)?agree|ido|yeswithdraw|确认撤回)(的|了|吧|啊|呀)?$/,
);
export const isNo = among(
  /^(不|不是|不对|不用|不用了|不要|不要了|不同意|我不同意|不行|不可以|不了|没有|否|算了|先不|暂时不用|唔使|唔好|唔同意|莫得|不撤回|no|n|nope|no thanks|idonotagree|idontagree|keepit|notnow|都不是|noneofthese)(的|了|吧|啊)?$/,
);
export const isSkip = among(
  /^(跳过|略过|不知道|不清楚|不记得了?|记不清了?|忘了|忘记了|没有|不想说|不方便|不晓得|唔知道?|随便|skip|(sorry)?i?don['’]?tknow|i?(don['’]?t|can['’]?t)remember|(i['’]?m)?notsure|noidea)(吧|了|啊)?$/,
);
export const isBack = among(/^(返回|上一步|上一项|上一个|退回|回去|back|goback)$/);
export const isContinue = among(/^(继续|接着登记|接着来|继续登记|continue|goon)$/);
export const isHelp = among(
  /^(请问|那)?(你|您|小保|这里)?(都|还|到底)?(((能|会|可以)(帮我|帮忙|帮)?((做|干|办|解决|处理|回答|问)?(些|点)?(什么|啥子?|哪些|咩)|干嘛)(忙|事情?|问题|业务|的)?)|有(些|哪些)?(什么|啥)?(功能|用处|本事))(啊|呀|呢)?$|^(帮助|帮忙|怎么用|功能|菜单|使用说明|help|menu|whatcanyoudo|\?|？)$/,
);
export const isChange = among(/^(修改|改一下|我要改|要改|change|edit)$/);

const CANCEL =
  /^(那|就|我|还是|先|暂时)*(取消|停止|终止|退出|结束|算了|(不|别|唔)(想|要|再)?(办|登记|投诉|弄|搞|填|说|聊|讲)(了|啦)|(以后|改天|下次|回头)再(说|来|办|弄|讲))(吧|了|啦|投诉|登记|算了|(我|就|先|暂时|今天|还是)*不?(想|要)?(办|登记|投诉|弄|搞|填|说|聊|讲)了|(以后|改天|下次|回头)再(说|来|办|弄|讲))*$|^(先|暂时)不(办|登记|投诉|弄|填|说)了?$|^(不要登记|cancel|stop|quit|nevermind|forget(about)?it)$/;
export const isCancel = among(CANCEL);
export const isStopWaiting = among(/^(取消排队|不等了|不排了|不排队了|不用人工了|取消人工|stopwaiting)(吧|了)?$/);
export const isStartOver = among(/^(重新开始|从头开始|从头来|重来|重新来|重置|startover|restart|reset)(吧|一遍)?$/);

/** 在吗, 还在吗: whether anybody hears. */
export const isCall = among(
  /^(你好|您好|请问|你|您|小保|还|都)*在(吗|么|嘛|不|不在|没|没有)(啊|呀)?$|^(areyou(still)?|anybody)there$/,
);
export const isThanks = among(
  /^(好|的|嗯|行|那|ok|知道了)*(谢|多谢|感谢|辛苦|麻烦[你您]|唔该|thanks?|thankyou)(谢|你|您|们|小保|了|啦|啊|呀|哈|哦|verymuch|somuch|alot)*$/,
);
/** 请等等，我去拍照: an answer is to come. */
export const isWaiting = among(
  /^[好的嗯行那你您请先再我]*(麻烦)?[你您]?(稍[等候后]|等等|等(一?下|一?会儿?|我)|慢着|马上[就来发好拍去填]|一?会儿|待会|晚点)[等我下一会儿再说发填来就好先去拍照片找拿看翻截图问查准备整理材料资身份证手机传给您你吧哈啊呀哦谢]{0,16}$|^我(先|这就|现在|马上)*去[拍找拿看翻截问查准][下一会儿备照片找拿看翻截图材料资身份证手机给您你来吧哈啊]{0,12}$|^(ok|okay|please)*((wait|holdon|hangon)((just|for|a|one)*(moment|minute|second|sec))?|(just|give|me|one|a)*(moment|minute|second|sec))(please|thanks)?$/,
);
/** 没有了, 其他事: there is nothing to add. */
export const isDone = among(
  /^(我?就?(好|完|发完|传完|说完|补充完|弄好|发好)[了啦]|(没有?|没别的|没其他的?)[了啦]|暂时没有?|(就|只有|先|暂时)*这(些|样|么多)|(问|说|办)?[点个]?(其他|其它|别的)的?(事情?|问题)?|结束|可以了|行了|够了|nomore|nothing(else|more)|that(['’]?s|is)(all|it|everything)|done|finished|somethingelse)(吧|了|啊|呀|谢谢您?)*$/,
);

/** 我不是这个意思: what was said before was taken wrongly. */
export const isTakenBack = among(
  /^(你)?(我|俺)?(说的|问的|讲的|指的)?(并)?(不是|唔系|不系)(这个|那个|呢个|这)(意思|问题|事情?)?(啊|呀|吧)?$|^(你)?(理解|搞|弄|听|看|会)(错|错意|岔)了?(我的)?(意思)?(啊|呀|吧)?$|^(你)?(答非所问|没听懂|没看懂|没明白|听不懂)(我的?意思|我(说|问|讲)的)?(啊|呀|吧)?$|^(that'?snotwhati(meant|asked|said)|youmisunderstood(me)?|notwhati(meant|asked))$/,
);

/** The language that a message asks for by itself, if it does. */
export function languageWish(text: string): 'zh-CN' | 'en' | undefined {
  const said = bare(text);
  if (/^(english|英文|英语|说英文|说英语|切换英文|换成英文|speakenglish|inenglish(please)?|englishplease)$/.test(said))
    return 'en';
  if (/^(中文|汉语|普通话|说中文|切换中文|换成中文|chinese|inchinese)$/.test(said)) return 'zh-CN';
  return undefined;
}

const wantsPlain = among(
  /^(我要|给我|切换到?|换成?|打开|开启|用)?(大字|长辈|老人|老年|适老|关怀|简明)(版|模式)吧?$|^(plain|simple)(version|words)$/,
);
const wantsUsual = among(
  /^(我要|给我|切换到?|换回?成?|换到|用)?(标准|普通|正常)(版|模式)吧?$|^(退出|关闭|取消)(大字|长辈|老人|老年|适老|关怀|简明)(版|模式)$|^standardversion$/,
);

/** Whether a message asks for plain words by itself (适老), or for the usual ones again. */
export function plainWish(text: string): boolean | undefined {
  if (wantsPlain(text)) return true;
  return wantsUsual(text) ? false : undefined;
}

const ADDRESS = /\S+[./@:]\S+/g;

/** Whether a message is written in English, so that its answer should be: words enough outside of addresses, and no Chinese. */
export function isEnglish(text: string): boolean {
  return !/\p{Script=Han}/u.test(text) && (text.replace(ADDRESS, ' ').match(/\b[a-z]{2,}\b/gi)?.length ?? 0) >= 3;
}

const ORDINALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];
const ENGLISH_ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'];
const LONGEST_CHOICE = 100;
/** What is said around a choice and adds nothing to it. */
const BEFORE_CHOICE = /^(那么?|嗯|好的?|我|您?就|还是|请|帮我|给我|选择?|要|想要?|点)+/;
const BEHIND_CHOICE = /(吧|呀|啊|哈|好了|就行|就好|就可以|谢|您|你|多谢|please|thanks|thankyou)+$/;
const BY_NUMBER = /^(?<place>第|倒数第?|最后第?)?(?<number>[1-9一二三四五六七八九])(?<counter>个|项|条|种|号)?$/;
const BY_ENGLISH = new RegExp(
  `^(?:i(?:['’]?ll|['’]?d|will|would)?(?:take|want|choose|like|have)?)?(?:the)?(?:(?<ordinal>${ENGLISH_ORDINALS.join('|')}|last)(?:one|option|choice)?|(?:option|number|choice|no)(?<number>[1-9])|(?:option|choice)?(?<letter>[a-f]))$`,
);

/** Which of the offered choices a message means: the words themselves, `2`, `②`, `第二个吧，谢谢`, `倒数第二个`, `B`, `the last one`. */
export function chosen(text: string, choices: readonly string[]): string | undefined {
  const said = plainly(text.slice(0, LONGEST_CHOICE));
  const core = said.replace(BEHIND_CHOICE, '');
  const asked = core.replace(BEFORE_CHOICE, '');
  const word = [said, core, asked].flatMap((words) => choices.find((choice) => plainly(choice) === words) ?? [])[0];
  if (word) return word;
  if (/^(最后一?个|最后那个)$/.test(asked)) return choices.at(-1);
  const { ordinal, number, letter } = BY_ENGLISH.exec(core)?.groups ?? {};
  if (ordinal) return choices.at(ordinal === 'last' ? -1 : ENGLISH_ORDINALS.indexOf(ordinal));
  if (letter) return choices['abcdef'.indexOf(letter)];
  if (number) return choices[Number(number) - 1];
  const named = BY_NUMBER.exec(asked)?.groups;
  // 要两个, 选1个 count; 2号 by itself may be a day.
  const counts =
    named?.counter !== undefined && !named.place && (asked !== core ? named.counter !== '号' : named.counter === '号');
  if (!named || counts) return undefined;
  const place = ORDINALS.indexOf(named.number ?? '') + 1 || Number(named.number);
  return choices.at(named.place && named.place !== '第' ? -place : place - 1);
}

/** Whether a message asks something rather than tells something. */
export function isQuestion(text: string): boolean {
  return (
    /[?？]\s*$/.test(text) ||
    /(吗|嘛|么|呢|不)[。！!]*$/.test(text.trim()) ||
    /(怎么|咋|如何|多久|多少|几天|几年|什么|啥|哪里|哪个|为什么|能不能|可不可以|是不是|会不会|有没有)/.test(text)
  );
}

/** Whether a message takes something back that was understood. */
export function isCorrection(text: string): boolean {
  return /(不是|不对|改成|改为|改到|说错|讲错|打错|写错|搞错|应该是|更正|纠正|而是|actually|not\s|change\s.*\sto)/i.test(text);
}
