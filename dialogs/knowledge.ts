import type { DialogTurn, Memory, Said, Step } from '../src/bot/dialog';
import type { Services } from '../src/bot/services';
import type { FaqEntry } from '../src/knowledge/entry';

/** Answers from an approved entry, word for word, or offers titles; `undefined` when no entry is near. */
export function answerQuestion(question: string, turn: DialogTurn, services: Services): Step<never> | undefined {
  const { verdict, matches } = services.faq.search(question);
  const best = matches[0];
  if (!best || verdict === 'none') return undefined;
  if (verdict === 'answer') return answerEntry(best.entry, turn, services);
  const titles = matches.slice(0, 3).map(({ entry }) => entry.title);
  return {
    state: null,
    say: [{ text: turn.say.faq.suggest, choices: [...titles, turn.say.faq.notThese] }],
    memory: { offered: titles, misses: 0 },
  };
}

/** The honest answer when there is none: said, kept for the educators, and a person offered. */
export function admitIgnorance(question: string, turn: DialogTurn): Step<never> {
  return {
    state: null,
    say: [{ text: turn.say.faq.unsure, choices: turn.say.faq.unsureChoices }],
    effects: [{ type: 'recordMiss', question: question.slice(0, 300), at: turn.at.toISOString() }],
  };
}

export function answerEntry(entry: FaqEntry, turn: DialogTurn, services: Services): Step<never> {
  const { faq } = turn.say;
  const answer = turn.elder && entry.plain ? entry.plain : entry.answer;
  return {
    state: null,
    say: [
      entryBubble(entry, answer, turn, services, [
        ...(entry.detail ? [faq.detail] : []),
        faq.useful,
        faq.useless,
        ...followUpTitles(entry, services).slice(0, entry.detail ? 1 : 2),
      ]),
    ],
    memory: { faqEntry: entry._id, misses: 0, offered: [] },
  };
}

/** 详细, 有用 and 没用 about the entry answered last. */
export function aboutLastAnswer(turn: DialogTurn, services: Services, memory: Memory): Step<never> | undefined {
  const { faq } = turn.say;
  const entry = memory.faqEntry ? services.faq.entry(memory.faqEntry) : undefined;
  const said = turn.text.trim();
  if (!entry) return undefined;
  if (said === faq.detail) {
    const text = entry.detail ?? faq.noDetail;
    return { state: null, say: [entryBubble(entry, text, turn, services, [faq.useful, faq.useless])] };
  }
  const at = turn.at.toISOString();
  if (said === faq.useful)
    return {
      state: null,
      say: [faq.thanks],
      effects: [{ type: 'rateAnswer', entryId: entry._id, useful: true, at }],
      memory: { faqEntry: undefined },
    };
  if (said === faq.useless) {
    return {
      state: null,
      say: [{ text: faq.sorry, choices: faq.sorryChoices }],
      effects: [{ type: 'rateAnswer', entryId: entry._id, useful: false, at }],
      memory: { faqEntry: undefined },
    };
  }
  return undefined;
}

function entryBubble(entry: FaqEntry, answer: string, turn: DialogTurn, services: Services, choices: readonly string[]): Said {
  const text = answer.replaceAll('{BANK_HOTLINE}', services.bank.hotline);
  const source = services.faq.source(entry);
  const disclaimer = services.faq.disclaimer(entry);
  const footer = turn.say.faq.source({ source, date: entry.versionDate });
  return {
    text: [text, footer, ...(disclaimer ? [disclaimer] : [])].join('\n'),
    choices,
    card: {
      contentType: 'application/vnd.xiaobao.faq',
      content: {
        title: entry.title,
        answer: text,
        source,
        versionDate: entry.versionDate,
        ...(disclaimer ? { disclaimer } : {}),
      },
    },
  };
}

function followUpTitles(entry: FaqEntry, services: Services): string[] {
  return entry.followUps.flatMap((id) => services.faq.entry(id)?.title ?? []);
}
