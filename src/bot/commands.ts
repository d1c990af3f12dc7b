import { callPerson } from '../../dialogs/call-person';
import { endPages } from '../../dialogs/intake-pages';
import { askBack } from '../../dialogs/intents';
import { personFor } from '../../dialogs/person-for';
import { messages } from '../../locales/bot/messages';
import type { HandoffPacket } from '../handoff/ticket';
import {
  isCall,
  isCancel,
  isContinue,
  isHelp,
  isNo,
  isSkip,
  isStartOver,
  isStopWaiting,
  isTakenBack,
  isYes,
  languageWish,
  plainWish,
} from './answers';
import { freshMemory } from './dialog';
import type { DialogTurn, Memory } from './dialog';
import { flowNamed } from './flows';
import { finish, remind, thenRemind } from './routed';
import type { Routed } from './routed';
import type { Services } from './services';

/** The posts by the names that people give them. */
const LEGAL_POST =
  /^(请|帮我|给我|我要|我想)?(转|找|接|联系)(一?下|到|给)?(法律|法务|律师)(事务)?(岗|部|部门|处|的?人|同事)?[。！!]?$/;
const EDUCATION_POST =
  /^(请|帮我|给我|我要|我想)?(转|找|接|联系)(一?下|到|给)?(权益保护|消保|宣教|教育)(岗|部|部门|处|的?人|同事)?[。！!]?$/;

/** Words for a person who comes, in any dialect, or for the machine that shall not. */
const SPEAKS_OF_SOMEBODY =
  /人工|真人|活人|客服|坐席|座席|接线|专员|机器人|跟机器|(找|换|叫|喊|派|来|要|有|转|整|接|搵)(一?个|位)?[^，。,]{0,2}(人|同事)|人(来|跟|和|给|接|听)|(叫|喊|让|找|跟|和|同|接)(你们?|您)?的?(领导|经理|主管|负责人|主任|老板)|human|agent|person|someone|somebody|operator|representative|staff|speak|talk/i;

/** Obeys words that work at every step (人工, 取消, 重新开始 …). @returns `undefined` where the message is none of them */
export async function obeyCommand(turn: DialogTurn, memory: Memory, services: Services): Promise<Routed | undefined> {
  const { text, say } = turn;
  const language = languageWish(text);
  if (language) {
    const switched = messages[language];
    return goOn(
      switched.language_switched,
      { ...turn, say: switched, locale: language },
      { ...memory, locale: language },
      services,
    );
  }
  const elder = plainWish(text);
  if (elder !== undefined)
    return goOn(elder ? say.greeting.plainOn : say.greeting.plainOff, { ...turn, elder }, { ...memory, elder }, services);
  if (isStartOver(text)) {
    const fresh = {
      ...freshMemory(memory.locale),
      elder: memory.elder,
      greeted: true,
      mode: memory.mode,
      complaintNumber: memory.complaintNumber,
      page: memory.page,
    };
    return {
      say: [{ text: say.started_over, choices: say.greeting.choices }],
      effects: memory.flow || memory.paused ? endPages(turn, 'identity', 'evidence') : [],
      memory: { ...fresh, identityFailures: memory.identityFailures },
    };
  }
  if (isStopWaiting(text)) {
    if (memory.mode !== 'waiting') return finish({ state: null, say: [say.handoff.notWaiting] }, memory, memory.flow);
    return finish(
      {
        state: null,
        say: [say.handoff.withdrawn],
        effects: [{ type: 'withdrawHandoff' }],
        memory: { mode: 'bot', businessStopped: false },
      },
      memory,
      memory.flow,
    );
  }
  const post = postWanted(turn, memory);
  if (post)
    return finish(
      await callPerson(
        { ...personFor(turn, memory, services), ...(post === 'any' ? {} : { skill: post }), reason: reasonFor(post, memory) },
        turn,
        services,
        memory,
      ),
      memory,
      memory.flow,
    );
  if (isTakenBack(text) && !memory.flow) return finish(askBack(turn, memory), memory, null);
  if (isHelp(text))
    return finish({ state: null, say: [{ text: say.help.text, choices: say.greeting.choices }] }, memory, memory.flow);
  if (isCall(text)) {
    if (memory.flow) return goOn(say.greeting.here, turn, memory, services);
    return finish({ state: null, say: [{ text: say.greeting.again, choices: say.greeting.choices }] }, memory, null);
  }
  if (isContinue(text) && (!memory.flow || (memory.paused && flowNamed(memory.flow.name)?.light)))
    return resumePaused(turn, memory, services);
  if (isCancel(text) && !memory.flow)
    return finish({ state: null, say: [{ text: say.nothing_to_cancel, choices: say.greeting.choices }] }, memory, null);
  return undefined;
}

/** Says how it is spoken from now on, and asks again what was asked. */
function goOn(said: string, turn: DialogTurn, memory: Memory, services: Services): Routed {
  return finish({ state: null, ...thenRemind([said], turn, memory, services) }, memory, memory.flow);
}

type PostWanted = 'legal' | 'education' | 'any';

/** The post that a message asks for: by a button's words, or a person in any wording. */
function postWanted(turn: DialogTurn, memory: Memory): PostWanted | undefined {
  const text = turn.text.trim();
  const { handoff, service } = turn.say;
  if (text === handoff.legalChoices[0] || LEGAL_POST.test(text)) return 'legal';
  if (text === handoff.educationChoices[0] || text === service.privacyChoices[0] || EDUCATION_POST.test(text)) return 'education';
  const { coarse, intent, score } = turn.understanding;
  if (coarse !== 'human_agent' || score < 0.5) return undefined;
  // 处理那个员工 answers what shall be done, and agree is a yes: a question of ours is left only where the words ask for somebody.
  if (memory.flow && (!SPEAKS_OF_SOMEBODY.test(text) || isYes(text) || isNo(text) || isSkip(text))) return undefined;
  // Abuse of the bot in the middle of something is an offer of a person, not a wish for one.
  return intent === 'bot_bad' && memory.misses === 0 && memory.flow === null && !/人/.test(text) ? undefined : 'any';
}

function reasonFor(post: PostWanted, memory: Memory): HandoffPacket['reason'] {
  if (post !== 'any') return post;
  return memory.misses >= 2 ? 'misunderstood' : 'asked';
}

function resumePaused(turn: DialogTurn, memory: Memory, services: Services): Routed {
  const { paused } = memory;
  if (!paused || !flowNamed(paused.name)) return finish({ state: null, say: [turn.say.intake.nothingToResume] }, memory, null);
  const asked = remind(paused, turn, services, memory);
  return finish({ ...asked, state: null, say: [turn.say.intake.resumed, ...asked.say] }, { ...memory, paused: null }, paused);
}
