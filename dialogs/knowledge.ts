import type { DialogTurn, Memory, Said, Step } from '../src/bot/dialog';
import type { BotEffect } from '../src/bot/effects';
import type { Services } from '../src/bot/services';
import type { FaqEntry } from '../src/knowledge/entry';
import type { AnswerGiven } from '../src/knowledge/feedback';
import { USELESS_REASONS } from '../src/knowledge/feedback';
import { choicesUnder, composeAnswer } from '../src/knowledge/present-entry';
import type { AnswerPart } from '../src/knowledge/present-entry';
import { audienceChannel } from '../src/knowledge/reader';
import type { Reader } from '../src/knowledge/reader';
import { maskNames } from '../src/platform/masking';

/** Answers from an approved entry, word for word, or offers titles; `undefined` when no entry is near. */
export function answerQuestion(question: string, turn: DialogTurn, services: Services): Step<never> | undefined {
  const { verdict, matches } = services.faq.search(question, readerOf(turn));
  const best = matches[0];
  if (!best || verdict === 'none') return undefined;
  if (verdict === 'answer') return answerEntry(best.entry, turn, services);
  const titles = matches.slice(0, 3).map(({ entry }) => entry.title);
  return {
    state: null,
    say: [{ text: turn.say.faq.suggest, choices: [...titles, turn.say.faq.notThese] }],
    memory: { titles, titlesFor: maskedQuestion(question, turn), misses: 0 },
  };
}

/** The honest answer when there is none: said, kept for the educators, and a person offered. */
export function admitIgnorance(question: string, turn: DialogTurn): Step<never> {
  return {
    state: null,
    say: [{ text: turn.say.faq.unsure, choices: turn.say.faq.unsureChoices }],
    effects: [missOf(question, turn)],
  };
}

/** None of the titles that a question was offered was meant: the question is what has no answer. */
export function rejectTitles(turn: DialogTurn, { titlesFor }: Memory): Step<never> {
  return { ...admitIgnorance(titlesFor ?? turn.text, turn), memory: { titles: [], titlesFor: undefined } };
}

/** What keeps a question that has no answer, without the names of people that were found in it. */
export function missOf(question: string, turn: DialogTurn): BotEffect {
  return { type: 'recordMiss', question: maskedQuestion(question, turn), at: turn.at.toISOString() };
}

/** The short form, or the plain one in elder mode; the rest behind buttons. */
export function answerEntry(entry: FaqEntry, turn: DialogTurn, services: Services): Step<never> {
  const given: AnswerGiven = { entryId: entry._id, version: entry.version };
  return {
    state: null,
    say: [entryBubble(entry, turn.elder && entry.plain ? 'plain' : 'answer', turn, services)],
    effects: [{ type: 'recordAnswer', given, at: turn.at.toISOString() }],
    memory: { faqAnswer: given, faqComplaint: undefined, misses: 0, titles: [] },
  };
}

/** 详细, 有用, 没用 and why, and the questions offered next, about the entry answered last. */
export function aboutLastAnswer(turn: DialogTurn, services: Services, memory: Memory): Step<never> | undefined {
  const said = turn.text.trim();
  return whyUseless(said, turn, memory) ?? judged(said, turn, memory) ?? moreOf(said, turn, services, memory);
}

/** Whether the message is one of the buttons under the last answer, word for word. */
export function isAboutAnswer(turn: DialogTurn, { faqAnswer, faqComplaint }: Memory): boolean {
  const { faq } = turn.say;
  const said = turn.text.trim();
  if (faqComplaint && Object.values(faq.uselessReasons).includes(said)) return true;
  return faqAnswer !== undefined && [faq.detail, faq.useful, faq.useless].includes(said);
}

/** Who asks, as the audience of an entry has it. */
export function readerOf({ channel, elder }: Pick<DialogTurn, 'channel' | 'elder'>): Reader {
  return { channel: audienceChannel(channel), elder };
}

function maskedQuestion(question: string, { names }: DialogTurn): string {
  return maskNames(question, names).slice(0, 300);
}

function moreOf(said: string, turn: DialogTurn, services: Services, memory: Memory): Step<never> | undefined {
  const { faq } = turn.say;
  const entry = memory.faqAnswer && services.faq.entry(memory.faqAnswer.entryId, readerOf(turn));
  if (!entry) return undefined;
  if (said === faq.detail) {
    const nothingMore = { text: faq.noDetail, choices: [faq.useful, faq.useless] };
    return { state: null, say: [entry.detail ? entryBubble(entry, 'detail', turn, services) : nothingMore] };
  }
  const next = followUps(entry, turn, services).find(({ title }) => title === said);
  return next && answerEntry(next, turn, services);
}

function judged(said: string, turn: DialogTurn, { faqAnswer: given }: Memory): Step<never> | undefined {
  const { faq } = turn.say;
  const useful = said === faq.useful;
  if (!given || (!useful && said !== faq.useless)) return undefined;
  return {
    state: null,
    say: [useful ? faq.thanks : { text: faq.whyUseless, choices: USELESS_REASONS.map((reason) => faq.uselessReasons[reason]) }],
    effects: [{ type: 'rateAnswer', given, useful, at: turn.at.toISOString() }],
    memory: { faqAnswer: undefined, faqComplaint: useful ? undefined : given },
  };
}

/** The reason, if it is given: whoever says something else instead is simply answered. */
function whyUseless(said: string, turn: DialogTurn, { faqComplaint: given }: Memory): Step<never> | undefined {
  const { faq } = turn.say;
  const reason = given && USELESS_REASONS.find((one) => faq.uselessReasons[one] === said);
  if (!reason) return undefined;
  return {
    state: null,
    say: [{ text: faq.sorry, choices: faq.sorryChoices }],
    effects: [{ type: 'explainRating', given, reason, at: turn.at.toISOString() }],
    memory: { faqComplaint: undefined },
  };
}

function entryBubble(entry: FaqEntry, part: AnswerPart, turn: DialogTurn, services: Services): Said {
  const { faq } = turn.say;
  const disclaimer = services.faq.disclaimer(entry);
  const { text, words, source } = composeAnswer(entry, part, {
    hotline: services.bank.hotline,
    sourceLine: faq.source,
    disclaimer,
  });
  const next = followUps(entry, turn, services).map(({ title }) => title);
  return {
    text,
    choices: choicesUnder(part, entry, next, faq),
    faq: { id: entry._id, version: entry.version, part },
    card: {
      contentType: 'application/vnd.xiaobao.faq',
      content: {
        title: entry.title,
        answer: words,
        source,
        versionDate: entry.versionDate,
        ...(disclaimer ? { disclaimer } : {}),
      },
    },
  };
}

function followUps(entry: FaqEntry, turn: DialogTurn, services: Services): FaqEntry[] {
  return entry.followUps.flatMap((id) => services.faq.entry(id, readerOf(turn)) ?? []);
}
