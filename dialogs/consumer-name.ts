import {
  isBack,
  isCall,
  isContinue,
  isDone,
  isHelp,
  isNo,
  isQuestion,
  isSkip,
  isThanks,
  isWaiting,
  isYes,
} from '../src/bot/answers';

/** A name, as it may be shown to a handler, and how surely it is one. */
interface NameRead {
  name: string;
  /** `odd`: words that hold no name where another answer was expected as well; asked again, then taken at their word. */
  sure: 'name' | 'odd';
}

/** Frequent surnames. A rare one is a name as well, where nothing speaks against it. */
const SURNAMES =
  /^[王李张刘陈杨赵黄周吴徐孙胡朱高林郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙段雷汤尹黎武乔贺赖龚文庞樊兰殷施陶洪翟颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦柳邢岳齐梅莫庄辛祝左涂谷祁舒耿牟卜詹苗凌费纪靳盛童欧甄项曲游阳裴席卫屈鲍覃霍翁隋植甘景薄司柏宁柯阮桂闵柴华冉辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫苟褚廉简娄盖符奚穆党燕郎邸冀姬屠郜晏栾蒙喻窦迟宇敖糜鄢冷卓花仇艾蓝巩稽练仲乐虞卞封竺冼官楚佟栗匡宗巫鞠僧桑荆谌银伏岑习胥蔺萨肖闫付代]/u;
/** Surnames that begin other words as often: 查一下, 何时, 应该. */
const SURNAMES_AND_WORDS = /^[何于任万易常安钱路时关成查位包单解强车房边连计来全应和向管明沙保平商别都从能水原后边游]/u;
const COMPOUND_SURNAMES =
  /^(欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|长孙|宇文|司徒|夏侯|端木|轩辕|南宫|独孤|百里|东郭|西门|申屠|公羊|澹台|闻人|呼延|赫连|万俟|淳于|单于|太史|钟离|司空|拓跋|纳兰|完颜|叶赫|爱新)/;
/** Pronouns, particles, negations and verbs that stand in no name. */
const NEVER_IN_A_NAME = /[我你您他她它咱俺们这那哪谁啥么吗呢吧啊哦嗯呀嘛哈啦不没别了的呃唉喂哎哼滚傻骂]/u;
/** Words that people say there, and that are something else. */
const OTHER_WORDS =
  /谢谢|感谢|多谢|抱歉|对不起|稍等|稍后|稍候|等等|等会|一下|一会|马上|打开|填|匿名|保密|隐私|方便|投诉|撤|取消|进度|查询|转人|人工|客服|机器|银行|网点|支行|信用|贷款|理财|保险|存款|存折|转账|还款|退款|退费|年费|利息|手续|账户|账号|密码|验证|卡号|号码|电话|手机|姓名|名字|身份|地址|页面|链接|网页|按钮|菜单|截图|照片|材料|提交|确认|登记|继续|返回|跳过|修改|补充|发送|看见|看到|知道|明白|收到|清楚|随便|随意|无名|某某|路人|游客|用户|客户|顾客|消费|本人|自己|先生|女士|小姐|同志|领导|经理|昨天|今天|明天|上午|下午|晚上|刚才|刚刚|现在|已经|再见|早上|晚安|可以|需要|告诉|怎么|为什|多少|几个|测试|呵呵|嘻嘻|骗子|垃圾|混蛋|赔偿|道歉|说明|答复|处理|解决|帮忙|快点|安全|金融|任何|何时|何必|万一|^高兴$|成功|全部|应该|能力|时间|平安|于是|明天|加急|急急|赔钱|退钱|还钱|关掉|解释|奉告|无所谓/u;

/** What is rarely in a name, and often in a short sentence. */
const SELDOM_IN_A_NAME =
  /[要想去给让把被跟对就都也还再又很太最更只才会能该得着过是在有到从向为因做办说问看找打叫开关点写发送拿用收付交退扣借欠买卖查转存取换改吃喝睡走跑来回上下先后已早晚几多少全些个次件笔号]/u;

const SENTENCE_WORDS =
  /\b(?:i|i['’](?:m|ll|d|ve)|me|my|your|wait|moment|minute|second|sec|thanks?|please|not|don['’]?t|can['’]?t|cannot|want|what|why|how|where|who|when|hello|anonymous|page|link|later|hold|the|is|are|it|this|that|already|done|filled|sorry|agent|withdraw|cancel|skip|help|check|status|progress|complaint|complain|last|yesterday|today|card|bank|refund|stop|open)\b/i;

/** What stands around a name: emoji, marks, spaces, 我叫, 先生, 谢谢. */
const AROUND = /[^\p{L}\p{N}·]+/gu;
const GREETED = /^(?:好的|嗯+|您好|你好)(?=.)/u;
const INTRODUCED = /^(?:我的?(?:名字|姓名)|本人姓名|名字|姓名|我是|我叫|叫我|叫|我姓|姓|本人)(?:就?[是叫])?/u;
const TITLE = /(先生|女士|小姐|老师)$/u;
const MIDDLE_DOT = /[·•・‧∙⋅]/gu;
const FOREIGN_NAME = /^\p{Script=Han}{1,10}(?:·\p{Script=Han}{1,10}){1,4}$/u;

/**
 * The name that answers the question for it, without what stands around it: 林晓 😊 → 林晓. `undefined` for anything else: 稍等,
 * 打不开, 我要撤回投诉. `again`: the question has been asked a second time, so that a rare name is taken at its word.
 */
export function nameAnswered(text: string, again: boolean): string | undefined {
  if (ANSWERS_OF_OTHER_KINDS.some((is) => is(text))) return undefined;
  const read = /\p{Script=Han}/u.test(text) ? chineseName(text) : latinName(text);
  return read && (read.sure === 'name' || again) ? read.name : undefined;
}

/** A name that a message gives by itself: 我叫张小明, 姓名：张小明, my name is John Smith. */
export function nameIntroduced(text: string): string | undefined {
  const english = /(?:[Mm]y name is|I am|I['’]m)\s+([A-Z][\w'-]+(?: [A-Z][\w'-]+)+)/.exec(text)?.[1];
  if (english) return latinName(english)?.name;
  const said = /(?:我叫|我的名字[是叫]|姓名[是:：]|本人叫|本人姓名[是:：]?)\s*([\p{Script=Han}·]{2,12})/u.exec(text)?.[1];
  const words = said?.replace(/(电话|手机|联系|[我你您要想在的了]).*$/u, '');
  const read = words ? chineseName(words) : undefined;
  return read?.sure === 'name' ? read.name : undefined;
}

/** 匿名, 不想告诉你, 不方便: somebody keeps their name or number to themselves, wherever it might be given. */
export function refusesToTell(text: string): boolean {
  if ([...text].length > 16 || isQuestion(text) || /这|页面|链接|网页|here/i.test(text)) return false;
  return /匿名|保密|不留|不提供|不告诉|不透露|(不|唔)(想|愿意?|方便|便|能|肯|可以|愿)(告诉|说|留|给|透露|提供|讲|写|填|$|[。，,！!])|anonymous|(rather|prefer|do) not (to )?(say|tell|give)|won['’]?t (say|tell|give)/i.test(
    text.trim(),
  );
}

const ANSWERS_OF_OTHER_KINDS = [
  isYes,
  isNo,
  isSkip,
  isBack,
  isContinue,
  isHelp,
  isCall,
  isThanks,
  isWaiting,
  isDone,
  isQuestion,
  refusesToTell,
];

function chineseName(text: string): NameRead | undefined {
  const bare = text.replace(MIDDLE_DOT, '·').replace(AROUND, '').replace(GREETED, '');
  const introduced = bare.replace(INTRODUCED, '');
  const title = TITLE.exec(introduced)?.[0] ?? '';
  const name = introduced.replace(TITLE, '').replace(/谢谢[您你]?$/u, '');
  if (NEVER_IN_A_NAME.test(name)) return undefined;
  if (FOREIGN_NAME.test(name)) return { name, sure: 'name' };
  const length = [...name].length;
  if (!/^\p{Script=Han}+$/u.test(name) || length > 4) return undefined;
  const compound = COMPOUND_SURNAMES.exec(name)?.[0];
  // 姓张, 张先生: all that they want to be called by.
  if (length === 1)
    return SURNAMES.test(name) || SURNAMES_AND_WORDS.test(name)
      ? { name: name + title, sure: bare === name ? 'odd' : 'name' }
      : undefined;
  const word = OTHER_WORDS.exec(name);
  if (word) return length === 3 && word.index === 1 && SURNAMES.test(name) ? { name, sure: 'odd' } : undefined;
  const known = compound !== undefined || (SURNAMES.test(name) && length <= 3);
  return { name, sure: known || (!SELDOM_IN_A_NAME.test(name) && length <= 3) ? 'name' : 'odd' };
}

/** Up to four words of Latin letters, none of which is one of a sentence: He Jing and Will May are names. */
function latinName(text: string): NameRead | undefined {
  const name = text
    .replace(/^(?:i am|i['’]m|my name is|this is|it['’]?s|name:?|call me)\s+/i, '')
    .replace(/[^\p{L}' .’-]+/gu, ' ')
    .replace(/[\s.]+$/u, '')
    .trim();
  if (!/^[\p{Script=Latin}][\p{Script=Latin}' .’-]{1,40}$/u.test(name) || name.split(/\s+/).length > 5) return undefined;
  return SENTENCE_WORDS.test(name) ? undefined : { name, sure: 'name' };
}
