import type { DialogTurn, Flow, Memory, Said, Step } from '../src/bot/dialog';
import type { Services } from '../src/bot/services';
import type { Understanding } from '../src/understanding/types';
import { callPerson } from './call-person';
import { admitIgnorance, answerQuestion, missOf, readerOf } from './knowledge';
import { complaintIntake } from './complaint-intake';
import { personFor } from './person-for';
import { progress } from './progress';

/** Below this the bot asks back instead of acting on a guess. */
export const SURE = 0.45;

/** Fine intents, of whatever kind, that an entry may answer. */
const ANSWERED: ReadonlySet<string> = new Set([
  'ask_hotline',
  'review_apply',
  'mediation',
  'agent_or_heir',
  'evidence_request',
  'how_long',
]);

type Served = Step<never> | { flow: Flow };

const flow = (one: unknown): Served => ({ flow: one as Flow });
const simple = (text: string, choices?: readonly string[]): Served => ({
  state: null,
  say: [choices ? { text, choices } : text],
  memory: { misses: 0 },
});

/** What needs no model to be understood: our own buttons, files without a word, 怎么样了 after a complaint was spoken of. */
export function serveByWords(turn: DialogTurn, memory: Memory): Served | undefined {
  const { say } = turn;
  const button = buttonOf(turn);
  if (button) return button;
  if (!turn.text.trim() && turn.attachments.length > 0) return simple(say.attachment_received, say.attachment_choices);
  return memory.complaintNumber && asksHowItStands(turn.text) ? flow(progress) : undefined;
}

/** What each intent leads to when no flow is open. */
export function serveIntent(turn: DialogTurn, services: Services, memory: Memory): Served | Promise<Served> {
  const { say, understanding } = turn;
  if (understanding.score < SURE) return answerQuestion(turn.text, turn, services) ?? notUnderstood(turn, memory);

  const fine = byFineIntent(turn, services);
  if (fine) return fine;
  switch (understanding.coarse) {
    case 'complaint':
      return flow(complaintIntake);
    case 'progress_query':
      return flow(progress);
    case 'faq':
      return answerQuestion(turn.text, turn, services) ?? admitIgnorance(turn.text, turn);
    case 'legal_consult':
      return legal(turn, services);
    case 'education_activity':
      return simple(say.handoff.educationOffer, say.handoff.educationChoices);
    case 'fraud_emergency':
      return simple(say.danger.fraud_suspected({ hotline: services.bank.hotline }));
    case 'smalltalk':
      return simple(smalltalk(turn), memory.greeted ? undefined : say.greeting.choices);
    case 'out_of_scope':
      return simple(say.service.outOfScope, say.greeting.choices);
    case 'human_agent':
      return understanding.intent === 'bot_bad'
        ? simple(say.service.abuse, say.unclear.twiceChoices)
        : callPerson({ ...personFor(turn, memory, services), reason: 'asked' }, turn, services, memory);
  }
}

/** 怎么样了, 有结果了吗: after a complaint was spoken of, nothing else can be meant. */
function asksHowItStands(text: string): boolean {
  return (
    [...text].length <= 12 &&
    /(怎么样了|怎样了|咋样|有结果|有消息|处理(完|好)|到哪(一步|里)?了|进展|any news|progress)/i.test(text)
  );
}

/** The words of our own buttons mean one thing, whatever a model thinks. */
function buttonOf(turn: DialogTurn): Served | undefined {
  const { say } = turn;
  const text = turn.text.trim();
  const [complain, check, ask] = say.greeting.choices;
  if (text === complain || text === say.handoff.waitChoices[0] || text === say.handoff.legalChoices[1])
    return flow(complaintIntake);
  if (text === check || text === say.intake.after[0]) return flow(progress);
  if (text === ask || text === say.unclear.choices[2] || text === say.faq.sorryChoices[1])
    return simple(say.faq.topics, say.faq.topicChoices);
  if (text === say.unclear.twiceChoices[1]) return simple(say.unclear.sayIt);
  if (text === say.service.privacyChoices[1]) return simple(say.service.smalltalk);
  if (text === say.progress.choices[0] || text === say.progress.choices[1] || text === say.attachment_choices[1])
    return flow(progress);
  return undefined;
}

function byFineIntent(turn: DialogTurn, services: Services): Served | undefined {
  const { say } = turn;
  const { hotline } = services.bank;
  switch (turn.understanding.intent) {
    case 'ask_hotline':
      return answerQuestion(turn.text, turn, services) ?? simple(say.service.hotline({ hotline }));
    case 'branch_info':
      return simple(say.service.branch({ hotline }));
    case 'privacy_request':
      return simple(say.service.privacy, say.service.privacyChoices);
    case 'satisfaction':
      return simple(/不满|差|一分|垃圾|失望|不好/.test(turn.text) ? say.service.dissatisfied : say.service.satisfied);
    case 'abuse':
      return simple(say.service.abuse, say.unclear.twiceChoices);
    case 'gibberish':
      return simple(say.service.gibberish, say.greeting.choices);
    case 'supplement':
    case 'withdraw':
      return flow(progress);
    case 'out_of_scope':
      return /余额|转账|转\d|流水|明细|额度|密码/.test(turn.text) ? simple(say.service.account({ hotline })) : undefined;
    default:
      return ANSWERED.has(turn.understanding.intent) ? answerQuestion(turn.text, turn, services) : undefined;
  }
}

/** The article's own words where there are some, and the offer of 法律事务岗: the bot never judges a case. */
function legal(turn: DialogTurn, services: Services): Step<never> {
  const { handoff } = turn.say;
  const offer = { text: handoff.legalOffer, choices: handoff.legalChoices };
  const found =
    services.faq.search(turn.text, readerOf(turn)).verdict === 'answer' ? answerQuestion(turn.text, turn, services) : undefined;
  return found ? { ...found, say: [...found.say, offer] } : { state: null, say: [offer], memory: { misses: 0 } };
}

/** Whether the entries are asked about a message that is understood so. */
export function mayBeAnswered({ score, coarse, intent }: Understanding): boolean {
  return score < SURE || coarse === 'faq' || coarse === 'legal_consult' || ANSWERED.has(intent);
}

/** One short question; a person instead for whoever was misunderstood twice, or is upset already. */
function whenLost(misses: number, { say: { unclear }, understanding }: DialogTurn): Said {
  if (misses >= 2) return { text: unclear.twice, choices: unclear.twiceChoices };
  if (understanding.mood !== 'calm') return { text: unclear.upset, choices: unclear.twiceChoices };
  return { text: unclear.once, choices: unclear.choices };
}

function notUnderstood(turn: DialogTurn, memory: Memory): Step<never> {
  return { ...askBack(turn, memory), effects: [missOf(turn.text, turn)] };
}

/** Asks what was meant, or offers a person. */
export function askBack(turn: DialogTurn, memory: Memory): Step<never> {
  const misses = memory.misses + 1;
  return { state: null, say: [whenLost(misses, turn)], memory: { misses } };
}

function smalltalk(turn: DialogTurn): string {
  const { service, greeting } = turn.say;
  if (/谢|感谢|thank/i.test(turn.text)) return service.thanks;
  if (/再见|拜拜|bye/i.test(turn.text)) return service.bye;
  if (/你是谁|叫什么|叫啥|机器人|真人|是人|who are you|robot/i.test(turn.text)) return service.whoAmI;
  return /你好|您好|早上好|hello|hi\b|在吗|在不/i.test(turn.text) ? greeting.again : service.smalltalk;
}
