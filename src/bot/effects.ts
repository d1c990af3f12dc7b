import type { ComplaintBook, ComplaintDraft } from '../complaints/complaint-book';
import type { EffectExecutor } from '../conversations/turn';
import type { PageKind } from '../identity/page-link';
import type { PageLinks, PageOffer } from '../identity/page-links';
import type { HandoffQueue, HandoffRequest } from '../handoff/queue';
import type { FaqFeedback } from '../knowledge/feedback';
import type { Metrics } from '../platform/metrics';

/** Everything a turn may do to the world. Dates are ISO strings: effects are plain JSON. */
export type BotEffect =
  | { type: 'registerComplaint'; draft: Omit<ComplaintDraft, 'receivedAt'> & { receivedAt: string } }
  | { type: 'supplementComplaint'; number: string; detail: string; at: string }
  | { type: 'withdrawComplaint'; number: string; at: string }
  | { type: 'offerPage'; offer: PageOffer }
  | { type: 'revokePages'; kind: PageKind; at: string }
  | { type: 'requestHandoff'; request: HandoffRequest }
  | { type: 'withdrawHandoff' }
  | { type: 'rateService'; stars: 1 | 3 | 5 }
  | { type: 'recordMiss'; question: string; at: string }
  | { type: 'rateAnswer'; entryId: string; useful: boolean; at: string }
  | { type: 'count'; event: string };

export interface EffectTargets {
  complaints: ComplaintBook;
  handoffs: HandoffQueue;
  feedback: FaqFeedback;
  pages: PageLinks;
  metrics: Metrics;
}

/** Carries effects out. Each target does a key's effect once. */
export function createExecutor({ complaints, handoffs, feedback, pages, metrics }: EffectTargets): EffectExecutor {
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
      case 'revokePages':
        return pages.revoke(turn.conversation._id, wanted.kind, new Date(wanted.at));
      case 'requestHandoff':
        await handoffs.request(wanted.request, key);
        return metrics.count('handoff_requested');
      case 'withdrawHandoff':
        await handoffs.withdraw(turn.conversation._id);
        return;
      case 'rateService':
        return handoffs.rate(turn.conversation._id, wanted.stars);
      case 'recordMiss':
        return feedback.missed(wanted.question, new Date(wanted.at), key);
      case 'rateAnswer':
        return feedback.rated(wanted.entryId, wanted.useful, new Date(wanted.at), key);
      case 'count':
        return metrics.count(wanted.event);
    }
  };
}
