import type { Activity } from 'botbuilder-core';
import { answerEntry, readerOf } from '../../dialogs/knowledge';
import { messages } from '../../locales/bot/messages';
import { HANDOFF_STATUS } from '../handoff/desk';
import type { Skill } from '../handoff/ticket';
import type { DialogTurn, Memory } from './dialog';
import { thenRemind } from './routed';
import type { Routed } from './routed';
import type { Services } from './services';

/** A consumer follows the account; `value.scene` where a poster's code led them. */
export const FOLLOWED = 'followed';
/** A follower scanned a poster's code: `value.scene`. */
export const SCANNED = 'scanned';
/** Something came that the channel cannot read: `value.what`. */
export const UNREAD = 'unread';
export type Unread = keyof (typeof messages)['zh-CN']['wechat']['unread'];

/** What the bot does when something happens that nobody said: a page opens, a preference changes, a person comes or goes. */
export function onEvent(turn: DialogTurn, activity: Partial<Activity>, memory: Memory, services: Services): Routed {
  switch (activity.name) {
    case 'startConversation':
      return greet(turn, { ...memory, locale: localeOf(activity.locale) ?? memory.locale }, services);
    case FOLLOWED:
      return welcome(turn, activity.value, memory, services);
    case SCANNED:
      return memory.mode === 'agent' ? silent(memory) : scene(turn, activity.value, memory, services);
    case UNREAD:
      return memory.mode === 'agent' ? silent(memory) : unread(turn, activity.value, memory);
    case 'preferences':
      return prefer(turn, activity.value, memory);
    case HANDOFF_STATUS:
      return changeHands(turn, activity.value as { status: string; skill: Skill; round: number }, memory, services);
    default:
      return silent(memory);
  }
}

function silent(memory: Memory): Routed {
  return { say: [], effects: [], memory };
}

/** The consumer follows the account, perhaps anew, perhaps by a poster's code. */
function welcome(turn: DialogTurn, value: unknown, memory: Memory, services: Services): Routed {
  if (memory.mode === 'agent') return silent(memory);
  const greeted = memory.greeted
    ? { ...silent(memory), say: [{ text: turn.say.greeting.again, choices: turn.say.greeting.choices }] }
    : greet(turn, memory, services);
  if (!sceneKey(value)) return greeted;
  const shown = scene(turn, value, greeted.memory, services);
  return { ...shown, say: [turn.say.greeting.hello({ bank: services.bank.name }), ...shown.say] };
}

/**
 * What a poster's code leads to: `faq_<id>` opens that entry; `activity_<id>` the post that plans activities, which are kept nowhere
 * here; anything else, the choices.
 */
function scene(turn: DialogTurn, value: unknown, memory: Memory, services: Services): Routed {
  const { handoff } = turn.say;
  if (sceneKey(value)?.startsWith('activity_'))
    return { ...silent(memory), say: [{ text: handoff.educationOffer, choices: handoff.educationChoices }] };
  const entry = services.faq.entry(/^faq_(.+)$/.exec(sceneKey(value) ?? '')?.[1] ?? '', readerOf(turn));
  if (!entry) return { ...silent(memory), say: [{ text: turn.say.greeting.again, choices: turn.say.greeting.choices }] };
  const { say, effects = [], memory: learnt } = answerEntry(entry, turn, services);
  return { say, effects, memory: { ...memory, ...learnt } };
}

function sceneKey(value: unknown): string | undefined {
  const key = (value as { scene?: unknown } | null | undefined)?.scene;
  return typeof key === 'string' ? key : undefined;
}

/** Something came that cannot be read: said honestly, with the next door. */
function unread(turn: DialogTurn, value: unknown, memory: Memory): Routed {
  const { wechat } = turn.say;
  const what = (value as { what?: unknown } | null | undefined)?.what as keyof typeof wechat.unread;
  return { ...silent(memory), say: [{ text: wechat.unread[what] ?? wechat.unread.kind, choices: wechat.unreadChoices }] };
}

function greet(turn: DialogTurn, memory: Memory, services: Services): Routed {
  if (memory.greeted) return silent(memory);
  const { greeting } = messages[memory.locale];
  return {
    say: [greeting.hello({ bank: services.bank.name }), { text: greeting.abilities, choices: greeting.choices }],
    effects: [],
    memory: { ...memory, greeted: true },
  };
}

function prefer(turn: DialogTurn, value: unknown, memory: Memory): Routed {
  const wish = (typeof value === 'object' && value !== null ? value : {}) as { elder?: unknown; locale?: unknown };
  const locale = localeOf(wish.locale) ?? memory.locale;
  const elder = typeof wish.elder === 'boolean' ? wish.elder : memory.elder;
  const say = messages[locale];
  const said = [
    ...(locale === memory.locale ? [] : [say.language_switched]),
    ...(elder === memory.elder ? [] : [elder ? say.greeting.elderOn : say.greeting.elderOff]),
  ];
  return { say: memory.mode === 'agent' ? [] : said, effects: [], memory: { ...memory, locale, elder } };
}

/** The person's coming and going, said once each; afterwards an open flow stands where it stood. */
function changeHands(turn: DialogTurn, change: { status: string; skill: Skill }, memory: Memory, services: Services): Routed {
  const { handoff } = turn.say;
  switch (change.status) {
    case 'active':
      return {
        say: [handoff.accepted({ post: handoff.posts[change.skill] })],
        effects: [],
        memory: { ...memory, mode: 'agent' },
      };
    case 'waiting':
      return {
        say: [{ text: handoff.returned, choices: handoff.waitChoices }],
        effects: [],
        memory: { ...memory, mode: 'waiting' },
      };
    case 'closed': {
      const ended = { text: handoff.ended, choices: handoff.endedChoices };
      const { say, effects = [] } = thenRemind([ended], turn, memory, services);
      return { say, effects, memory: { ...memory, mode: 'bot', misses: 0, businessStopped: false, ratingOpen: true } };
    }
    default:
      return silent(memory);
  }
}

function localeOf(value: unknown): 'zh-CN' | 'en' | undefined {
  if (typeof value !== 'string') return undefined;
  if (/^zh/i.test(value)) return 'zh-CN';
  return /^en/i.test(value) ? 'en' : undefined;
}
