import { answerDanger } from '../../dialogs/danger';
import { SURE, serveByWords, serveIntent } from '../../dialogs/intents';
import {
  aboutLastAnswer,
  admitIgnorance,
  answerEntry,
  answerQuestion,
  isAboutAnswer,
  readerOf,
  rejectTitles,
} from '../../dialogs/knowledge';
import { showDanger } from '../../dialogs/show-danger';
import { maskNames } from '../platform/masking';
import { messages } from '../../locales/bot/messages';
import { chosen, isEnglish, plainWish } from './answers';
import { obeyCommand } from './commands';
import type { ActiveFlow, DialogTurn, Memory, Said } from './dialog';
import type { BotEffect } from './effects';
import { currentState, flowNamed } from './flows';
import { withChoice } from './offer';
import { pageAgain } from './page-again';
import { part } from './part';
import { finish } from './routed';
import type { AnyStep, Routed } from './routed';
import type { Services } from './services';
import { receiveSubmission } from './submissions';
import { tellMore } from './told';
import { keepUnclear, takesBack } from './unclear';

/**
 * Decides who answers, in this order: what a secure page brought → a person who has the conversation (then the bot is silent) → a
 * link of ours that is wanted again → danger → the words that work everywhere (人工, 取消, 重新开始 …) → what was just offered → the
 * open flow → the intent.
 */
export async function route(said: DialogTurn, before: Memory, services: Services): Promise<Routed> {
  const switched = before.locale === 'zh-CN' && before.mode !== 'agent' && isEnglish(said.text);
  const memory: Memory = switched ? { ...before, locale: 'en' } : before;
  const turn = withChoice({ ...said, locale: memory.locale, say: messages[memory.locale] }, memory, services);
  const received = turn.submitted && (await receiveSubmission(turn.submitted, turn, memory, services));
  if (received) return received;
  if (memory.mode === 'agent') return { say: [], effects: await showDanger(turn, services, memory), memory };
  const first = [...(switched ? [turn.say.language_switched] : []), ...removedSecrets(turn)];
  const page = pageAgain(turn, memory, services);
  if (page) return { ...page, say: [...first, ...page.say] };
  const routed = await answer(turn, memory, services);
  const lastSaid = saysSomething(turn) ? turn.text.slice(0, 300) : memory.lastSaid;
  const rejected = takesBack(turn, memory) ? memory.lastTaken : undefined;
  const effects: BotEffect[] = [
    ...routed.effects,
    ...(rejected ? [keepUnclear(rejected.text, 'rejected', rejected.guess, turn)] : []),
    ...(turn.names.length > 0 ? [{ type: 'markNames' as const, names: turn.names }] : []),
  ];
  const lastTaken =
    memory.flow || rejected ? undefined : { text: maskNames(turn.text, turn.names).slice(0, 300), guess: turn.guess };
  const told = routed.memory.flow ? undefined : tellMore(memory.told, turn);
  return { say: [...first, ...routed.say], effects, memory: { ...routed.memory, lastSaid, lastTaken, told } };
}

async function answer(turn: DialogTurn, memory: Memory, services: Services): Promise<Routed> {
  if (isUnheard(turn)) {
    const { unread, unreadChoices } = turn.say.wechat;
    return finish({ state: null, say: [{ text: unread.voice, choices: unreadChoices }] }, memory, memory.flow);
  }
  const danger = isOurWord(turn, memory) ? undefined : turn.understanding.danger;
  if (danger) {
    const step = await answerDanger(danger, turn, services, memory);
    return finish(step, { ...memory, businessStopped: memory.businessStopped || danger === 'self_harm', misses: 0 }, memory.flow);
  }
  if (memory.businessStopped && memory.mode === 'waiting')
    return finish({ state: null, say: [turn.say.danger.self_harm_again] }, memory, memory.flow);

  const everywhere = await obeyCommand(turn, memory, services);
  if (everywhere) return serveLater(withOtherWishes(everywhere, turn), turn, services);
  const offered = offeredChoice(turn, memory, services);
  if (offered) return finish(offered, memory, memory.flow);
  if (memory.flow) return inFlow(memory.flow, turn, memory, services);
  return byIntent(turn, memory, services);
}

/** 没用 on our own button, Debit card for 2, or 大字版 is no cry, whatever a model makes of so few words; what a rule finds in a choice counts. */
function isOurWord(turn: DialogTurn, memory: Memory): boolean {
  const offered = memory.offer?.choices.includes(turn.text.trim()) ?? false;
  const known = isAboutAnswer(turn, memory) || plainWish(turn.text) !== undefined;
  return known || (offered && turn.understanding.safety.length === 0);
}

/** An answer to buttons or titles that the last message offered. */
function offeredChoice(turn: DialogTurn, memory: Memory, services: Services): AnyStep | undefined {
  if (memory.ratingOpen) {
    const [good, fair, bad] = turn.say.handoff.endedChoices;
    const choice = chosen(turn.text, turn.say.handoff.endedChoices);
    if (choice) {
      const stars = choice === good ? 5 : choice === fair ? 3 : 1;
      const thanks = choice === bad ? turn.say.handoff.ratedLow : turn.say.handoff.rated;
      return { state: null, say: [thanks], effects: [{ type: 'rateService', stars }], memory: { ratingOpen: false } };
    }
  }
  const title = memory.titles.length > 0 ? chosen(turn.text, memory.titles) : undefined;
  if (title) {
    const { matches } = services.faq.search(title, readerOf(turn));
    const best = matches.find(({ entry }) => entry.title === title) ?? matches[0];
    if (best) return answerEntry(best.entry, turn, services);
  }
  if (memory.titles.length > 0 && turn.text.trim() === turn.say.faq.notThese) return rejectTitles(turn, memory);
  return aboutLastAnswer(turn, services, memory);
}

async function inFlow(active: ActiveFlow, turn: DialogTurn, memory: Memory, services: Services): Promise<Routed> {
  const flow = flowNamed(active.name);
  const state = flow && currentState(flow, active);
  if (!flow || !state) return byIntent(turn, { ...memory, flow: null }, services);
  const step = await flow.resume(state, turn, services, memory);
  const now = step.state ? { name: flow.name, version: flow.version, state: step.state } : null;
  if (!step.aside) return serveLater(finish(step, memory, now), turn, services);
  if (!now) {
    const routed = await byIntent(turn, { ...memory, ...step.memory, flow: null }, services);
    return { ...routed, say: [...step.say, ...routed.say], effects: [...(step.effects ?? []), ...routed.effects] };
  }
  if (flow.light && turn.understanding.score >= SURE && turn.understanding.coarse !== 'faq')
    return byIntent(turn, { ...memory, flow: null }, services);
  // A question in the middle: answered, then the flow's own question stands again.
  const answered = answerQuestion(turn.text, turn, services) ?? admitIgnorance(turn.text, turn);
  const routed = finish(answered, memory, now);
  const asked = flow.remind(now.state, turn, services, routed.memory);
  return { ...routed, say: [...routed.say, ...asked.say], effects: [...routed.effects, ...(asked.effects ?? [])] };
}

async function byIntent(turn: DialogTurn, memory: Memory, services: Services): Promise<Routed> {
  const [first, ...others] = turn.understanding.wishes;
  if (!first || others.length === 0) return startOrSay(turn, memory, services);
  const routed = await startOrSay(part(turn, first.text, services), memory, services);
  return serveLater(withOtherWishes(routed, turn), turn, services);
}

/** What else the message wishes for, behind what was to be served before. */
function withOtherWishes({ memory, ...routed }: Routed, { understanding }: DialogTurn): Routed {
  const others = understanding.wishes.slice(1).map(({ text }) => text);
  return { ...routed, memory: { ...memory, later: [...memory.later, ...others] } };
}

/** Serves what the consumer also wished for, as soon as no flow is open. */
async function serveLater(routed: Routed, turn: DialogTurn, services: Services): Promise<Routed> {
  const [next, ...rest] = routed.memory.later;
  if (!next || routed.memory.flow) return routed;
  const more = await startOrSay(part(turn, next, services), { ...routed.memory, later: rest }, services);
  const joined = { say: [...routed.say, ...more.say], effects: [...routed.effects, ...more.effects], memory: more.memory };
  return serveLater(joined, turn, services);
}

async function startOrSay(turn: DialogTurn, memory: Memory, services: Services): Promise<Routed> {
  const byWords = serveByWords(turn, memory);
  const served = byWords ?? (await serveIntent(turn, services, memory));
  const unsure = !byWords && turn.guess.score < SURE;
  const kept = unsure ? [keepUnclear(maskNames(turn.text, turn.names).slice(0, 300), 'unsure', turn.guess, turn)] : [];
  if (!('flow' in served)) return finish(served, memory, null, kept);
  const { flow } = served;
  const step = await flow.start(turn, services, memory);
  const active = step.state ? { name: flow.name, version: flow.version, state: step.state } : null;
  return finish(step, { ...memory, misses: 0 }, active, kept);
}

/** A recording that came without its words. */
function isUnheard({ text, attachments, submitted }: DialogTurn): boolean {
  return (
    !submitted &&
    !text.trim() &&
    attachments.length > 0 &&
    attachments.every(({ contentType }) => contentType.startsWith('audio/'))
  );
}

function saysSomething(turn: DialogTurn): boolean {
  return [...turn.text].length >= 6 && turn.understanding.coarse !== 'human_agent';
}

function removedSecrets(turn: DialogTurn): Said[] {
  const texts: Partial<Record<string, string>> = turn.say.privacy.secretRemoved;
  const lines = turn.removed.flatMap((kind) => texts[kind] ?? []);
  return lines.length > 0 ? [lines.join('\n')] : [];
}
