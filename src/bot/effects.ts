import type { ComplaintBook, ComplaintDraft } from '../complaints/complaint-book';
import type { EffectExecutor } from '../conversations/turn';
import type { MessageLog } from '../conversations/message-log';
import type { PageKind } from '../identity/page-link';
import type { PageLinks, PageOffer } from '../identity/page-links';
import type { HandoffQueue, HandoffRaise, HandoffRequest } from '../handoff/queue';
import type { AnswerGiven, FaqFeedback, UselessReason } from '../knowledge/feedback';
import type { UnclearBook } from '../labelling/unclear-book';
import type { Guess, UnclearReason } from '../labelling/unclear-utterance';
import type { Metrics } from '../platform/metrics';

/** Everything a turn may do to the world. Dates are ISO strings: effects are plain JSON. */
export type BotEffect =
  | { type: 'registerComplaint'; draft: Omit<ComplaintDraft, 'receivedAt'> & { receivedAt: string } }
  | { type: 'supplementComplaint'; number: string; detail: string; at: string }
  | { type: 'withdrawComplaint'; number: string; at: string }
  | { type: 'offerPage'; offer: PageOffer }
  | { type: 'bindEvidence'; number: string; at: string }
  | { type: 'revokePages'; kind: PageKind; at: string }
  | { type: 'requestHandoff'; request: HandoffRequest }
  | { type: 'raiseHandoff'; raise: HandoffRaise }
  | { type: 'withdrawHandoff' }
  | { type: 'rateService'; stars: 1 | 3 | 5 }
  | { type: 'recordMiss'; question: string; at: string }
  | { type: 'recordAnswer'; given: AnswerGiven; at: string }
  | { type: 'rateAnswer'; given: AnswerGiven; useful: boolean; at: string }
  | { type: 'explainRating'; given: AnswerGiven; reason: UselessReason; at: string }
  | { type: 'keepUnclear'; text: string; reason: UnclearReason; predicted: Guess; at: string }
  | { type: 'markNames'; names: readonly string[] }
  | { type: 'count'; event: string };

export interface EffectTargets {
  complaints: ComplaintBook;
  handoffs: HandoffQueue;
  feedback: FaqFeedback;
  unclear: UnclearBook;
  log: MessageLog;
  pages: PageLinks;
  metrics: Metrics;
}

/** Carries effects out. Each target does a key's effect once. */
export function createExecutor(targets: EffectTargets): EffectExecutor {
  const { complaints, handoffs, feedback, unclear, pages, log, metrics } = targets;
  return async (effect, key, turn) => {
    const wanted = effect as BotEffect;
    switch (wanted.type) {
      case 'registerComplaint':
        await complaints.register({ ...wanted.draft, receivedAt: new Date(wanted.draft.receivedAt) }, turn.message._id);
        return metrics.count('complaint_registered');
      case 'supplementComplaint':
        return complaints.supplement(wanted.number, wanted.detail, new Date(wanted.at), key);
      case 'withdrawComplaint':
        return complaints.withdraw(wanted.number, new Date(wanted.at));
      case 'offerPage':
        return pages.offer(wanted.offer);
      case 'bindEvidence':
        return pages.bindEvidence(turn.conversation._id, wanted.number, new Date(wanted.at));
      case 'revokePages':
        return pages.revoke(turn.conversation._id, wanted.kind, new Date(wanted.at));
      case 'requestHandoff':
        await handoffs.request(wanted.request, key);
        return metrics.count('handoff_requested');
      case 'raiseHandoff':
        return handoffs.raise(turn.conversation._id, wanted.raise);
      case 'withdrawHandoff':
        await handoffs.withdraw(turn.conversation._id);
        return;
      case 'rateService':
        return handoffs.rate(turn.conversation._id, wanted.stars);
      case 'recordMiss':
        return feedback.missed(wanted.question, new Date(wanted.at), key);
      case 'keepUnclear':
        return unclear.keep({ ...wanted, at: new Date(wanted.at) }, key);
      case 'markNames':
        return log.markNames(turn.message._id, wanted.names);
      case 'rateAnswer':
        return feedback.rated(wanted.given, wanted.useful, new Date(wanted.at), key);
      case 'recordAnswer':
        return feedback.answered(wanted.given, new Date(wanted.at), key);
      case 'explainRating':
        return feedback.explained(wanted.given, wanted.reason, new Date(wanted.at), key);
      case 'count':
        return metrics.count(wanted.event);
    }
  };
}
