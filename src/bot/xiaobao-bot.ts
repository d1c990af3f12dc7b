import { ActivityHandler, MessageFactory } from 'botbuilder-core';
import type { Activity, TurnContext } from 'botbuilder-core';
import { SURE } from '../../dialogs/intents';
import { openSubmission } from '../identity/page-submission';
import { messages } from '../../locales/bot/messages';
import type { Vault } from '../platform/sealing';
import type { Understanding } from '../understanding/types';
import type { Bubble, DialogTurn, Memory, Said } from './dialog';
import { onEvent } from './events';
import { offerOf } from './offer';
import { pageAfter } from './page-again';
import type { Routed } from './routed';
import { route } from './router';
import { questionsIn } from './question-vectors';
import type { QuestionVectors } from './question-vectors';
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
    private readonly hearing: { secondOpinions?: SecondOpinions; questionVectors?: QuestionVectors } = {},
  ) {
    super();
    this.onMessage(async (context, next) => {
      const carrier = carrierOf(context);
      const own = this.dialogTurn(context);
      const [turn, services] = await Promise.all([
        this.hearSecondOpinion(own, carrier.memory),
        this.hearVectors(own, carrier.memory),
      ]);
      const routed = await route(turn, carrier.memory, services);
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
    const { secondOpinions } = this.hearing;
    if (!secondOpinions || !mayAskCloud(turn.understanding, memory)) return turn;
    // `turn.text` is masked as in the log; `understanding.text` is not and stays here.
    return { ...turn, ...(await secondOpinions.about(turn.id, turn.text, turn.locale, turn.understanding)) };
  }

  /** Services whose search knows what the turn's questions mean by the embedding endpoint, where that may decide the answer. */
  private async hearVectors(turn: DialogTurn, memory: Memory): Promise<Services> {
    const { questionVectors } = this.hearing;
    const questions = questionVectors && mayGoOut(turn.understanding, memory) ? questionsIn(turn, memory, this.services) : [];
    return questionVectors && questions.length > 0
      ? questionVectors.servicesFor(turn.id, questions, this.services)
      : this.services;
  }

  private async conclude(context: TurnContext, routed: Routed): Promise<void> {
    const carrier = carrierOf(context);
    const { say, memory } = routed;
    const after = { ...memory, page: pageAfter(memory.page, routed.effects) };
    carrier.memory = say.length > 0 ? { ...after, offer: offerOf(say) } : after;
    carrier.effects.push(...routed.effects);
    if (say.length > 0) await context.sendActivities(say.map(toActivity));
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

/** Only where our own understanding is unsure. */
function mayAskCloud(understanding: Understanding, memory: Memory): boolean {
  return understanding.score < SURE && mayGoOut(understanding, memory);
}

/**
 * Never while a flow is open, since names and numbers given as answers are no affair of others; never in danger, which waits for
 * nobody; never while a person answers.
 */
function mayGoOut({ danger }: Understanding, { flow, mode, businessStopped }: Memory): boolean {
  return danger === undefined && flow === null && mode !== 'agent' && !businessStopped;
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
