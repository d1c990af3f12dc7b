import { Skeleton } from 'antd';
import { useEffect } from 'react';
import { ApiError } from '../../api';
import { Failure } from '../../parts/failure';
import { useTexts } from '../../texts';
import type { TicketDetails } from '../../staff-api';
import { ConversationPane } from './conversation-pane';
import { FactsPane } from './facts-pane';
import { useConversation, useTicketDetails } from './use-conversation';
import { Link } from '../../routing';

/** The conversation and what is known of it, once they are loaded. */
export function TicketPanes({ ticketId }: { ticketId: string }) {
  const texts = useTexts();
  const { loading, reload } = useTicketDetails(ticketId);
  if (loading.kind === 'ready') return <LoadedPanes key={loading.version} details={loading.details} reload={reload} />;
  return (
    <section className="desk-conversation" aria-label={texts.desk.conversationLabel}>
      <Link to="/desk" className="pane-back">
        ‹ {texts.desk.toQueue}
      </Link>
      {loading.kind === 'loading' ? <ConversationSkeleton /> : <LoadFailure error={loading.error} reload={reload} />}
    </section>
  );
}

function LoadedPanes({ details, reload }: { details: TicketDetails; reload: () => void }) {
  const conversation = useConversation(details);
  const { live, ticket } = conversation;
  const readable = ticket.status === 'waiting' || (ticket.status === 'active' && ticket.mine);
  useEffect(() => {
    // The server does not go on from where this page is (its store was set back, say): what it has now is the truth.
    if (live === 'stopped' && readable) reload();
  }, [live, readable, reload]);
  return (
    <>
      <ConversationPane conversation={conversation} firstSeq={details.messages[0]?.seq ?? 1} reload={reload} />
      <FactsPane ticket={conversation.ticket} facts={conversation.facts} />
    </>
  );
}

function LoadFailure({ error, reload }: { error: unknown; reload: () => void }) {
  const texts = useTexts();
  if (error instanceof ApiError && error.status === 404) {
    return <Failure title={texts.conversation.gone} text={texts.conversation.goneText} />;
  }
  if (error instanceof ApiError && error.status === 403) {
    return <Failure title={texts.conversation.closedToMe} text={texts.conversation.closedToMeText} />;
  }
  return <Failure error={error} title={texts.conversation.loadFailed} retry={reload} />;
}

function ConversationSkeleton() {
  return (
    <div className="conversation-skeleton" aria-busy="true">
      <Skeleton active title={{ width: '40%' }} paragraph={{ rows: 1 }} />
      <Skeleton active title={false} paragraph={{ rows: 3, width: ['50%', '64%', '38%'] }} />
      <Skeleton active title={false} paragraph={{ rows: 3, width: ['44%', '58%', '30%'] }} />
    </div>
  );
}
