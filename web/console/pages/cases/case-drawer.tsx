import { Button, Drawer, Skeleton } from 'antd';
import { FileSearchOutlined } from '@ant-design/icons';
import { useEffect, useState } from 'react';
import { CopyButton } from '../../parts/copy-button';
import { Empty } from '../../parts/empty';
import { Failure } from '../../parts/failure';
import { go } from '../../routing';
import { useApi } from '../../session';
import type { StaffApi } from '../../api';
import type { CaseView, TicketDetails } from '../../staff-api';
import { useTexts } from '../../texts';
import { dateTime } from '../../time-words';
import { StillTranscript } from '../desk/still-transcript';
import { businessWords, statusWords, yuan } from './case-words';
import { DueMark } from './due-mark';

/** One complaint: what was registered, and what was said. */
export function CaseDrawer({ shown, onClose }: { shown: CaseView | null; onClose: () => void }) {
  const texts = useTexts();
  return (
    <Drawer open={shown !== null} onClose={onClose} size={560} title={shown?.number ?? ''} destroyOnHidden>
      {shown && (
        <div className="case-drawer">
          <h2 className="case-heading">{texts.cases.details}</h2>
          <CaseFacts of={shown} />
          <h2 className="case-heading">{texts.cases.transcript}</h2>
          <CaseTranscript key={shown.number} conversationId={shown.conversationId} />
        </div>
      )}
    </Drawer>
  );
}

function CaseFacts({ of }: { of: CaseView }) {
  const texts = useTexts();
  const words = texts.cases;
  const rows: [string, React.ReactNode][] = [
    [
      words.number,
      <>
        {of.number} <CopyButton value={of.number} label={texts.facts.copyOne(words.number)} />
      </>,
    ],
    [words.due, <DueMark of={of} />],
    [words.receivedAt, dateTime(of.receivedAt)],
    [words.status, statusWords(of, texts)],
    [words.business, businessWords(of, texts)],
    [words.amount, of.amountFen === undefined ? texts.none : yuan(of.amountFen)],
    [words.name, of.nameMasked ?? texts.none],
    [words.contact, of.contactMasked ?? texts.none],
    [words.summary, of.summary],
  ];
  return (
    <dl className="case-facts">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

type Found =
  { kind: 'loading' } | { kind: 'none' } | { kind: 'failed'; error: unknown } | { kind: 'ready'; details: TicketDetails };

function CaseTranscript({ conversationId }: { conversationId: string }) {
  const texts = useTexts();
  const api = useApi();
  const [found, setFound] = useState<Found>({ kind: 'loading' });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let present = true;
    findTranscript(api, conversationId).then(
      (details) => present && setFound(details ? { kind: 'ready', details } : { kind: 'none' }),
      (error: unknown) => present && setFound({ kind: 'failed', error }),
    );
    return () => {
      present = false;
    };
  }, [api, conversationId, attempt]);

  if (found.kind === 'loading') return <Skeleton active paragraph={{ rows: 4 }} />;
  if (found.kind === 'failed') return <Failure error={found.error} retry={() => setAttempt(attempt + 1)} />;
  if (found.kind === 'none') {
    return <Empty sign={<FileSearchOutlined />} title={texts.cases.noTranscriptTitle} text={texts.cases.noTranscriptText} />;
  }
  return (
    <>
      <Button onClick={() => go(`/desk/${found.details.ticket.id}`)}>{texts.cases.openInDesk}</Button>
      <StillTranscript messages={found.details.messages} />
    </>
  );
}

/** A transcript is reached through a handoff of its conversation; a complaint that never reached a person has none here. */
async function findTranscript(api: StaffApi, conversationId: string): Promise<TicketDetails | null> {
  for (const scope of ['open', 'closed'] as const) {
    const ticket = (await api.tickets(scope)).find((one) => one.conversationId === conversationId);
    if (ticket) return api.ticket(ticket.id);
  }
  return null;
}
