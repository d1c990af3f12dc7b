import { ActivityHandler, MessageFactory } from 'botbuilder-core';
import type { Activity, TurnContext } from 'botbuilder-core';
import { messages } from '../../locales/bot/messages';
import type { Vault } from '../platform/sealing';
import type { BotEffect } from './effects';
import type { Bubble, DialogTurn, Memory, Said } from './dialog';
import { onEvent } from './events';
import { route } from './router';
import type { Services } from './services';
import { carrierOf } from './turn-carrier';

const GIVE_UP_AFTER = 20_000;

/** The Bot Framework's bot: turns activities into turns of our flows and what they say into activities. */
export class XiaobaoBot extends ActivityHandler {
  constructor(
    private readonly services: Services,
    private readonly vault: Vault,
  ) {
    super();
    this.onMessage(async (context, next) => {
      const carrier = carrierOf(context);
      const routed = await route(this.dialogTurn(context), carrier.memory, this.services);
      await this.conclude(context, routed);
      await next();
    });
    this.onEvent(async (context, next) => {
      await this.conclude(context, onEvent(this.dialogTurn(context), context.activity, carrierOf(context).memory, this.services));
      await next();
    });
  }

  private async conclude(
    context: TurnContext,
    routed: { say: readonly Said[]; effects: readonly BotEffect[]; memory: Memory },
  ): Promise<void> {
    const carrier = carrierOf(context);
    carrier.memory = routed.memory;
    carrier.effects.push(...routed.effects);
    if (routed.say.length > 0) await context.sendActivities(routed.say.map(toActivity));
  }

  private dialogTurn(context: TurnContext): DialogTurn {
    const { turn, memory } = carrierOf(context);
    const { message, conversation } = turn;
    const text = message.activity.text ?? '';
    const original = message.original ? this.vault.open(message.original) : text;
    return {
      id: message._id,
      at: message.at,
      conversationId: conversation._id,
      consumerId: conversation.user.id,
      channel: conversation.channel,
      text,
      attachments: message.activity.attachments ?? [],
      removed: message.removed ?? [],
      understanding: this.services.understand(original.slice(0, GIVE_UP_AFTER), { now: message.at }),
      locale: memory.locale,
      elder: memory.elder,
      say: messages[memory.locale],
    };
  }
}

function toActivity(said: Said): Partial<Activity> {
  const bubble: Bubble = typeof said === 'string' ? { text: said } : said;
  const activity = MessageFactory.text(bubble.text);
  if (bubble.choices) {
    activity.suggestedActions = {
      to: [],
      actions: bubble.choices.map((choice) => ({ type: 'imBack', title: choice, value: choice })),
    };
  }
  if (bubble.card) activity.attachments = [bubble.card];
  return activity;
}
