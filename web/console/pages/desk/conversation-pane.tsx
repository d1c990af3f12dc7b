import { App, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { ApiError } from '../../api';
import { ElderMark, LanguageMark, MoodMark, PriorityMark } from '../../parts/marks';
import { useQueue } from '../../queue/queue-provider';
import { Link, go } from '../../routing';
import { mayClaim } from '../../rights';
import { useApi, useStaff } from '../../session';
import type { Reach, TicketView } from '../../staff-api';
import { errorWords, useTexts } from '../../texts';
import { clockTime } from '../../time-words';
import { CloseDialog } from './close-dialog';
import { reachWords, waitingWords } from './reach-words';
import { ReplyBox } from './reply-box';
import { Transcript } from './transcript';
import type { Conversation } from './use-conversation';
import './conversation.css';

export interface ConversationPaneProps {
  conversation: Conversation;
  /** The first message that was loaded; above 1 there are earlier ones. */
  firstSeq: number;
  reload(): void;
}

/** What is said, and the means to take it over, answer and end it. */
export function ConversationPane({ conversation, firstSeq, reload }: ConversationPaneProps) {
  const texts = useTexts();
  const [closing, setClosing] = useState(false);
  const { ticket } = conversation;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Where the queue makes room for the conversation, the keyboard comes along.
    if (window.matchMedia('(width < 760px)').matches) title.current?.focus();
  }, []);
  const { claim, claiming } = useClaim(conversation, reload);
  const claimable = ticket.status === 'waiting' && mayClaim(useStaff(), ticket);
  const answering = ticket.status === 'active' && ticket.mine;

  return (
    <section className="desk-conversation" aria-label={texts.desk.conversationLabel}>
      <header className="conversation-head">
        <Link to="/desk" className="pane-back" aria-label={texts.desk.toQueue}>
          ‹
        </Link>
        <div className="conversation-words">
          <h2 className="conversation-title" ref={title} tabIndex={-1}>
            <PriorityMark priority={ticket.priority} />
            <span>{texts.reasons[ticket.reason] ?? ticket.reason}</span>
          </h2>
          <p className="conversation-state">
            <span>{statusWords(ticket, texts)}</span>
            <span>{texts.posts[ticket.skill]}</span>
            <span>{texts.conversation.waitingFrom(clockTime(ticket.waitingSince))}</span>
            <MoodMark mood={ticket.mood} />
            {ticket.elder && <ElderMark />}
            <LanguageMark locale={ticket.locale} />
            {answering && ticket.reach && <ReachMark reach={ticket.reach} />}
          </p>
        </div>
        <Button className="conversation-facts" onClick={() => go(`/desk/${ticket.id}/facts`)}>
          {texts.desk.toFacts}
        </Button>
        {answering && (
          <Button danger onClick={() => setClosing(true)}>
            {texts.conversation.finish}
          </Button>
        )}
      </header>
      {ticket.status !== 'closed' && ticket.priority === 0 && <p className="conversation-callout">{texts.dangerHint}</p>}
      {ticket.status !== 'closed' && ticket.priority !== 0 && ticket.elder && (
        <p className="conversation-callout conversation-callout-calm">{texts.elderHint}</p>
      )}
      {conversation.live === 'lost' && (
        <p className="conversation-callout conversation-callout-lost" role="status">
          {texts.live.lost}
          {texts.live.lostHint}
        </p>
      )}
      <Transcript conversation={conversation} cut={firstSeq > 1} />
      {answering ? (
        <ReplyBox ticketId={ticket.id} onSend={conversation.send} willWait={ticket.reach && waitingWords(ticket.reach, texts)} />
      ) : (
        <footer className="conversation-foot">
          <span>{footWords(ticket, claimable, texts)}</span>
          {claimable && (
            <Button type="primary" size="large" loading={claiming} onClick={claim}>
              {claiming ? texts.conversation.claiming : texts.conversation.claim}
            </Button>
          )}
        </footer>
      )}
      <CloseDialog
        open={closing}
        ticketId={ticket.id}
        onClose={() => setClosing(false)}
        onClosed={(closed) => conversation.changeTicket(closed)}
      />
    </section>
  );
}

/** What may still be sent over WeChat, and until when. */
function ReachMark({ reach }: { reach: Reach }) {
  const { words, pressing } = reachWords(reach, Date.now(), useTexts());
  return <span className={pressing ? 'conversation-reach conversation-reach-pressing' : 'conversation-reach'}>{words}</span>;
}

/** Takes the conversation; when somebody was faster, says so and shows how things stand now. */
function useClaim(conversation: Conversation, reload: () => void): { claim: () => void; claiming: boolean } {
  const texts = useTexts();
  const api = useApi();
  const { dispatch } = useQueue();
  const { message, modal } = App.useApp();
  const [claiming, setClaiming] = useState(false);

  const showPresent = async (): Promise<void> => {
    const tickets = await api.tickets('open').catch(() => null);
    if (tickets) dispatch({ type: 'snapshot', tickets });
    const present = tickets?.find(({ id }) => id === conversation.ticket.id);
    if (present) conversation.changeTicket(present);
    else reload();
  };
  const claim = async (): Promise<void> => {
    setClaiming(true);
    try {
      const ticket = await api.claim(conversation.ticket.id);
      conversation.changeTicket(ticket);
      dispatch({ type: 'changed', ticket });
      void message.success(texts.conversation.claimed);
    } catch (error) {
      if (error instanceof ApiError && error.status === 409) {
        const taken = error.code === 'XB_TICKET_TAKEN';
        modal.info({
          title: taken ? texts.conversation.taken : texts.conversation.alreadyClosed,
          content: taken ? texts.conversation.takenText : texts.conversation.alreadyClosedText,
        });
        await showPresent();
      } else void message.error(errorWords(error, texts));
    } finally {
      setClaiming(false);
    }
  };
  return { claim: () => void claim(), claiming };
}

type Texts = ReturnType<typeof useTexts>;

function statusWords(ticket: TicketView, { conversation, desk }: Texts): string {
  if (ticket.status === 'waiting') return conversation.statusWaiting;
  if (ticket.status === 'closed') return conversation.statusClosed;
  if (ticket.status === 'withdrawn') return conversation.statusWithdrawn;
  if (ticket.mine) return conversation.statusMine;
  return ticket.agentName ? desk.handledBy(ticket.agentName) : desk.handledBySomeone;
}

function footWords(ticket: TicketView, claimable: boolean, { reply }: Texts): string {
  if (ticket.status === 'waiting') return claimable ? reply.notMine : reply.notForMe;
  return ticket.status === 'active' ? reply.notMineOther : reply.ended;
}
