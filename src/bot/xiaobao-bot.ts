import { ActivityHandler, MessageFactory } from 'botbuilder-core';
import type { Activity, TurnContext } from 'botbuilder-core';
import { SURE } from '../../dialogs/intents';
import { openSubmission } from '../identity/page-submission';
import { messages } from '../../locales/bot/messages';
import type { Vault } from '../platform/sealing';
import type { Understanding } from '../understanding/types';
import type { BotEffect } from './effects';
import type { Bubble, DialogTurn, Memory, Said } from './dialog';
import { onEvent } from './events';
import { route } from './router';
import type { SecondOpinions } from './second-opinions';
import { guessOf } from './unclear';
import type { Services } from './services';
import { carrierOf } from './turn-carrier';

const GIVE_UP_AFTER = 20_000;

/** The Bot Framework's bot: turns activities into turns of our flows and what they say into activities. */
export class XiaobaoBot extends ActivityHandler {
  constructor(
    private readonly services: Services,
    private readonly vault: Vault,
    private readonly secondOpinions?: SecondOpinions,
  ) {
    super();
    this.onMessage(async (context, next) => {
      const carrier = carrierOf(context);
      const turn = await this.hearSecondOpinion(this.dialogTurn(context), carrier.memory);
      const routed = await route(turn, carrier.memory, this.services);
      await this.conclude(context, routed);
      await next();
    });
    this.onEvent(async (context, next) => {
      await this.conclude(context, onEvent(this.dialogTurn(context), context.activity, carrierOf(context).memory, this.services));
      await next();
    });
  }

  /** The turn with the cloud's word on it, where one is configured, allowed and in time; else as it is. */
  private async hearSecondOpinion(turn: DialogTurn, memory: Memory): Promise<DialogTurn> {
    if (!this.secondOpinions || !mayAskCloud(turn.understanding, memory)) return turn;
    // `turn.text` is masked as in the log; `understanding.text` is not and stays here.
    return { ...turn, ...(await this.secondOpinions.about(turn.id, turn.text, turn.locale, turn.understanding)) };
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
    const understanding = this.services.understand(original.slice(0, GIVE_UP_AFTER), { now: message.at });
    return {
      id: message._id,
      at: message.at,
      conversationId: conversation._id,
      consumerId: conversation.user.id,
      channel: conversation.channel,
      text,
      attachments: message.activity.attachments ?? [],
      ...(message.submitted ? { submitted: openSubmission(this.vault, message.submitted) } : {}),
      removed: message.removed ?? [],
      understanding,
      guess: guessOf(understanding),
      names: [],
      locale: memory.locale,
      elder: memory.elder,
      say: messages[memory.locale],
    };
  }
}

/**
 * Only where our own understanding is unsure. Never while a flow is open, since names and numbers given as answers are no affair
 * of the cloud's; never in danger, which waits for nobody; never while a person answers.
 */
function mayAskCloud({ score, safety }: Understanding, { flow, mode, businessStopped }: Memory): boolean {
  return score < SURE && safety.length === 0 && flow === null && mode !== 'agent' && !businessStopped;
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
  if (bubble.faq) activity.channelData = { faq: bubble.faq };
  return activity;
}
