import { collections } from '../../../src/collections';
import { pseudonyms } from '../../../src/channels/wechat/identity';
import { toBubbles } from '../../../src/channels/wechat/render';
import { deliveriesCollection } from '../../../src/channels/wechat/wechat';
import { isOutbound } from '../../../src/channels/carrier';
import { messages } from '../../../locales/bot/messages';
import { readConfig } from '../../../src/config/config';
import { MessageLog } from '../../../src/conversations/message-log';
import { messagesCollection } from '../../../src/conversations/message';
import type { Message } from '../../../src/conversations/message';
import { Vault } from '../../../src/platform/sealing';
import { masterKey } from '../../../src/signing-key';
import { openStore } from '../../../src/storage/open-store';
import type { Phone } from '../../tools/wechat-platform/phone';
import type { WechatPlatform } from '../../tools/wechat-platform/platform';
import type { Delivery } from '../../tools/wechat-platform/pusher';

/** What people say that the bot answers itself: questions, the beginnings of complaints, things it does not understand. */
export const SAYINGS = [
  '存款保险最多保多少钱',
  '你们信用卡没激活还收我年费三百块，我要投诉',
  '退还费用',
  '跳过',
  '查一下投诉进度',
  '个人信用报告怎么查',
  '有用',
  '今天天气不错',
  '算了，不投诉了',
  '什么是反洗钱',
];

/** One consumer's evening: an index into SAYINGS each, and whether they wait for the answer before they go on. */
export type Plan = readonly { saying: number; waits: boolean }[];

/** What a consumer did and how each message went. */
export interface Visitor {
  phone: Phone;
  sent: { text: string; delivery: Delivery }[];
  /** Wrote again before the message before was answered. */
  impatient: boolean;
}

/** Follows, says everything of the plan and, last, something more: whatever was held back for want of quota comes then. */
export async function visit(platform: WechatPlatform, name: string, plan: Plan): Promise<Visitor> {
  const phone = platform.phone(name);
  const visitor: Visitor = { phone, sent: [], impatient: false };
  await phone.follows();
  const under: Promise<void>[] = [];
  for (const { saying, waits } of plan) {
    const said = say(visitor, SAYINGS[saying]!);
    if (waits) await said;
    else {
      visitor.impatient = true;
      under.push(said);
    }
  }
  await Promise.all(under);
  return visitor;
}

export async function say(visitor: Visitor, text: string): Promise<void> {
  const delivery = await visitor.phone.says(text);
  visitor.sent.push({ text, delivery });
}

/** Resolves when nothing has been pushed or called for a while (real milliseconds). */
export async function quiet(platform: WechatPlatform, ms = 1500): Promise<void> {
  const calls = (): number => [...platform.server.answers.values()].reduce((sum, count) => sum + count, 0);
  for (let before = -1; before !== calls();) {
    before = calls();
    await new Promise((resolve) => setTimeout(resolve, ms));
  }
}

/** How much was said and went wrong on the way, in one line. */
export function figuresOf(platform: WechatPlatform, visitors: readonly Visitor[]): string {
  const deliveries = visitors.flatMap(({ sent }) => sent.map(({ delivery }) => delivery));
  const tries = deliveries.reduce((sum, delivery) => sum + delivery.tries.length, 0);
  const given = deliveries.filter(({ reply }) => !reply).length;
  const shown = visitors.flatMap(({ phone }) => phone.history.bubbles).filter(({ from }) => from === 'account');
  const sends = [...platform.server.answers].filter(([what]) => what.startsWith('/cgi-bin/message/custom/send'));
  const calls = sends.map(([what, times]) => `${what.split(' ')[1]}: ${times}`).join(', ');
  return [
    `${visitors.length} consumers (${visitors.filter(isExcused).length} told by WeChat that the service is out of order)`,
    `${deliveries.length} messages in ${tries} tries (${given} given up)`,
    `${shown.length} bubbles (${shown.filter(({ arrived }) => arrived === 'api').length} by customer-service message)`,
    `answers to sends by code {${calls}}`,
  ].join(', ');
}

/** What is wrong between the log and the phones, one line each. Nothing else may have the store open. */
export async function complaintsAbout(
  environment: Readonly<Record<string, string>>,
  platform: WechatPlatform,
  visitors: readonly Visitor[],
): Promise<string[]> {
  const config = readConfig({ ...environment });
  const vault = new Vault(masterKey(config));
  const database = await openStore(config);
  try {
    await database.prepare(collections);
    const log = new MessageLog(database.collection(messagesCollection));
    const deliveries = database.collection(deliveriesCollection);
    const wrong: string[] = [];
    for (const visitor of visitors) {
      const { conversationId } = pseudonyms(vault, platform.account.appId, visitor.phone.openid);
      const lines = await log.read(conversationId, 0, 10_000);
      const complaints = [...aboutLog(visitor, lines), ...aboutPhone(visitor, lines)];
      if (complaints.length === 0) continue;
      const delivery = await deliveries.findOne({ _id: conversationId });
      const state = `delivered to ${delivery?.position} of ${lines.length}${delivery?.pending ? ', and put off' : ''}`;
      wrong.push(...[...complaints, state].map((what) => `${visitor.phone.name}: ${what}`));
    }
    for (const code of [45015, 45047]) {
      const times = platform.server.answers.get(`/cgi-bin/message/custom/send ${code}`) ?? 0;
      if (times > 0) wrong.push(`the quota was exceeded ${times} times (${code})`);
    }
    return wrong;
  } finally {
    await database.close();
  }
}

/** Each message that was taken stands in the log once, and is answered once. */
function aboutLog({ sent }: Visitor, lines: readonly Message[]): string[] {
  const wrong: string[] = [];
  const said = lines.filter(({ author }) => author.kind === 'consumer');
  for (const text of new Set(sent.map((one) => one.text))) {
    const logged = said.filter(({ activity }) => activity.text === text).length;
    const tried = sent.filter((one) => one.text === text);
    const taken = tried.filter(({ delivery }) => delivery.reply).length;
    if (logged < taken) wrong.push(`"${text}" was acknowledged ${taken} times and is logged ${logged} times`);
    if (logged > tried.length) wrong.push(`"${text}" was sent ${tried.length} times and is logged ${logged} times`);
  }
  for (const { _id, activity } of said) {
    const answers = lines.filter((line) => isOutbound(line) && line.activity.replyToId === _id);
    if (answers.length === 0) wrong.push(`"${activity.text}" has no answer in the log`);
  }
  return wrong;
}

/**
 * The phone shows what the log says: all of it, once, in order. Where WeChat itself told the consumer that the service is out of order,
 * an answer may be missing, for nobody can know that it got lost; and who writes on without waiting, or whose message was pushed again
 * because the answer to it got lost, may see answers change places.
 */
function aboutPhone(visitor: Visitor, lines: readonly Message[]): string[] {
  const { phone, sent } = visitor;
  const unordered = visitor.impatient || sent.some(({ delivery }) => delivery.tries.length > 1);
  const outbound = lines.filter(isOutbound);
  const owed = toBubbles(outbound, { position: 0, part: 0 }, { menus: false }).flatMap(({ text }) => pieces(text));
  const seen = phone.history.bubbles.filter(({ from }) => from === 'account').flatMap(({ text }) => pieces(text));
  const missing = without(owed, seen);
  const doubled = without(seen, owed);
  const wrong = doubled.map((text) => `seen once too often: ${short(text)}`);
  if (!isExcused(visitor)) wrong.push(...missing.map((text) => `never seen: ${short(text)}`));
  if (wrong.length === 0 && !unordered && !isSubsequence(seen, owed)) wrong.push('seen in another order than said');
  return wrong;
}

function isExcused({ phone, sent }: Visitor): boolean {
  return phone.history.bubbles.some(({ from }) => from === 'platform') || sent.some(({ delivery }) => !delivery.reply);
}

const ADDED: readonly string[] = [messages['zh-CN'].wechat.moreToCome, messages['zh-CN'].wechat.answerByNumber];

/** Line by line, however they were put together and whether choices came as a menu or a list; without what the channel adds. */
function pieces(text: string): string[] {
  const lines = text.split('\n').map((line) => line.replace(/^(\d\. |· )/, '').trim());
  return lines.filter((line) => line && !ADDED.includes(line));
}

/** What of the first list is left when the second is taken away, each as often as it stands there. */
function without(list: readonly string[], taken: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const one of taken) left.set(one, (left.get(one) ?? 0) + 1);
  return list.filter((one) => {
    const count = left.get(one) ?? 0;
    left.set(one, count - 1);
    return count <= 0;
  });
}

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let at = 0;
  for (const one of whole) if (part[at] === one) at++;
  return at === part.length;
}

function short(text: string): string {
  return `"${text.slice(0, 24)}…"`;
}
