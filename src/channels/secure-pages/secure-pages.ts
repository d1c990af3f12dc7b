import type { ServerResponse } from 'node:http';
import type { Attachments } from '../../conversations/attachments';
import { ATTACHMENT_LIMIT } from '../../conversations/attachments';
import type { MessageLog } from '../../conversations/message-log';
import type { TurnEngine } from '../../conversations/turn-engine';
import { defineStream } from '../../http/define-route';
import { readForm } from '../../http/form';
import { send } from '../../http/respond';
import type { Answer, AnyRoute, CallHead } from '../../http/route';
import { stateOf } from '../../identity/page-link';
import type { PageKind, PageLink } from '../../identity/page-link';
import { PAGES_PATH } from '../../identity/page-links';
import { sealSubmission } from '../../identity/page-submission';
import type { Clock } from '../../platform/clock';
import { XiaobaoError } from '../../platform/errors';
import { derivedId, randomId } from '../../platform/ids';
import type { Logger } from '../../platform/logger';
import type { Vault } from '../../platform/sealing';
import { showMoment } from '../../platform/show';
import { MEGABYTES, evidenceForm } from './evidence-form';
import { identityForm } from './identity-form';
import { answerWith, deadEnd, pageFrame } from './layout';
import type { PageFrame } from './layout';
import type { Entry, PageForm, Visit } from './page-form';
import { progressForm } from './progress-form';
import type { ProgressParts } from './progress-form';

export interface SecurePagesOptions extends ProgressParts {
  bank: { name: string; hotline: string };
  attachments: Attachments;
  log: MessageLog;
  turns: TurnEngine;
  vault: Vault;
  clock: Clock;
  logger: Logger;
}

const PATH = `${PAGES_PATH}:token`;
const BODY_LIMIT = ATTACHMENT_LIMIT + 256 * 1024;
const SUBMISSION = /^sub_[0-9a-f]{32}$/;

/**
 * Pages of the bank's own for what does not belong into a chat that passes through others: who one is, evidence, how complaints
 * stand. A page is opened by a link for one use, that for evidence by one for several; what is entered comes into the link's
 * conversation as one message, whose id is made of the link's, so that it is entered once however often it is sent.
 */
export class SecurePages {
  private readonly forms: Record<PageKind, PageForm>;

  constructor(private readonly options: SecurePagesOptions) {
    this.forms = {
      identity: identityForm,
      evidence: evidenceForm(options.attachments, options.links),
      progress: progressForm(options),
    };
  }

  routes(): AnyRoute[] {
    return [
      defineStream({
        method: 'GET',
        path: PATH,
        rate: { name: 'secure-page', points: 240, seconds: 60 },
        stream: (head, _nobody, _request, response) => this.answer(head, response, (visit) => this.show(visit)),
      }),
      defineStream({
        method: 'POST',
        path: PATH,
        rate: { name: 'secure-page-submit', points: 60, seconds: 60 },
        stream: (head, _nobody, request, response) =>
          this.answer(head, response, async (visit) => {
            const entered = await readForm(request, BODY_LIMIT).catch((error: unknown) => {
              if (error instanceof XiaobaoError && error.code === 'XB_TOO_LARGE') return undefined;
              throw error;
            });
            return entered ? this.submit(visit, entered) : this.tooLarge(visit);
          }),
      }),
    ];
  }

  /** Answers with a page whatever happens: nobody reads JSON on a phone. */
  private async answer(head: CallHead, response: ServerResponse, make: (visit: Visit) => Promise<Answer>): Promise<void> {
    const link = await this.options.links.find(head.params.token ?? '');
    const frame = this.frame(head, link);
    if (!link) return send(response, deadEnd(frame, 'unknown', 404));
    try {
      send(response, await make(await this.visit(frame, link)));
    } catch (error) {
      if (!(error instanceof XiaobaoError)) this.options.logger.error({ err: error, route: PATH }, 'a secure page failed');
      send(response, deadEnd(frame, 'failed', error instanceof XiaobaoError ? error.status : 500));
    }
  }

  private show(visit: Visit): Promise<Answer> {
    const { link, frame, at } = visit;
    const state = stateOf(link, at);
    if (state !== 'open') return Promise.resolve(deadEnd(frame, state, 410));
    const form = this.forms[link.kind];
    return Promise.resolve(answerWith(frame, form.title(frame), form.show(visit, new FormData(), {})));
  }

  private async submit(visit: Visit, entered: FormData): Promise<Answer> {
    const { link, frame, at } = visit;
    const given = entered.get('submission');
    const submission = typeof given === 'string' && SUBMISSION.test(given) ? given : visit.submission;
    const before = await this.options.log.find(messageId(link, submission));
    const again = before?.activity.channelData?.submission === submission || link.uploads?.includes(submission);
    const state = before ? 'used' : stateOf(link, at);
    if (state !== 'open' && !again) return deadEnd(frame, state, 410);
    const form = this.forms[link.kind];
    const filled: Visit = { ...visit, submission };
    const reading = await form.read(entered, filled);
    if (reading.outcome === 'wrong')
      return answerWith(frame, form.title(frame), form.show(filled, entered, reading.problems), 422);
    const first = await this.enter(filled, reading.entry);
    if (!first) return deadEnd(frame, 'used', 410);
    if (reading.outcome === 'locked') return deadEnd(frame, 'locked', 403);
    return answerWith(frame, form.title(frame), await reading.done());
  }

  /** @returns false where the link was used by another filling-in */
  private async enter({ link, submission, at }: Visit, { text, submitted, attachments, consents }: Entry): Promise<boolean> {
    const { conversations, turns, links, vault } = this.options;
    const conversation = await conversations.findOne({ _id: link.conversationId }, { projection: { user: 1 } });
    const { message } = await turns.receive(link.conversationId, {
      id: messageId(link, submission),
      at,
      author: { kind: 'consumer', id: conversation?.user.id },
      activity: {
        type: 'message',
        text,
        ...(attachments ? { attachments } : {}),
        channelData: { page: link.kind, submission },
      },
      submitted: sealSubmission(vault, submitted),
    });
    if (link.kind !== 'evidence') await links.used(link, at, consents);
    return message.activity.channelData?.submission === submission;
  }

  private tooLarge(visit: Visit): Answer {
    const { frame, link } = visit;
    const form = this.forms[link.kind];
    const problems = { files: frame.texts.errors.filesLarge({ megabytes: MEGABYTES }) };
    return answerWith(frame, form.title(frame), form.show(visit, new FormData(), problems), 413);
  }

  private frame(head: CallHead, link: PageLink | null): PageFrame {
    return pageFrame(this.options.bank, head.rawQuery.get('lang'), link?.locale);
  }

  private async visit(frame: PageFrame, link: PageLink): Promise<Visit> {
    const conversation = await this.options.conversations.findOne({ _id: link.conversationId }, { projection: { channel: 1 } });
    const channel = frame.texts.channels[conversation?.channel ?? 'wechat'];
    return {
      frame,
      link,
      origin: frame.texts.origin({ time: showMoment(link.at, frame.locale), channel }),
      submission: randomId('sub'),
      at: this.options.clock.now(),
    };
  }
}

/** One a link; of evidence, one a filling-in. */
function messageId({ _id, kind }: PageLink, submission: string): string {
  return derivedId('msg', 'page', _id, ...(kind === 'evidence' ? [submission] : []));
}
