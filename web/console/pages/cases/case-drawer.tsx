import { Button, Drawer, Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import { CopyButton } from '../../parts/copy-button';
import { Failure } from '../../parts/failure';
import { go } from '../../routing';
import { useApi } from '../../session';
import type { CaseTranscript, CaseView } from '../../staff-api';
import { useTexts } from '../../texts';
import { dateTime } from '../../time-words';
import { StillTranscript } from '../desk/still-transcript';
import { CaseClassification } from './case-classification';
import { businessWords, statusWords, yuan } from './case-words';
import { DueMark } from './due-mark';

export interface CaseDrawerProps {
  shown: CaseView | null;
  onClose: () => void;
  onChanged: (changed: CaseView) => void;
}

/** One complaint: what was registered, what it is about, and what was said. */
export function CaseDrawer({ shown, onClose, onChanged }: CaseDrawerProps) {
  const texts = useTexts();
  return (
    <Drawer open={shown !== null} onClose={onClose} size={560} title={shown?.number ?? ''} destroyOnHidden>
      {shown && (
        <div className="case-drawer">
          <h2 className="case-heading">{texts.cases.details}</h2>
          <CaseFacts of={shown} />
          <h2 className="case-heading">{texts.classification.title}</h2>
          <CaseClassification key={shown.number} of={shown} onSaved={onChanged} />
          <h2 className="case-heading">{texts.cases.transcript}</h2>
          <Transcript key={shown.number} conversationId={shown.conversationId} />
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

type Found = { kind: 'loading' } | { kind: 'failed'; error: unknown } | { kind: 'ready'; transcript: CaseTranscript };

function Transcript({ conversationId }: { conversationId: string }) {
  const texts = useTexts();
  const api = useApi();
  const [found, setFound] = useState<Found>({ kind: 'loading' });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let present = true;
    api.caseTranscript(conversationId).then(
      (transcript) => present && setFound({ kind: 'ready', transcript }),
      (error: unknown) => present && setFound({ kind: 'failed', error }),
    );
    return () => {
      present = false;
    };
  }, [api, conversationId, attempt]);

  if (found.kind === 'loading') return <Skeleton active paragraph={{ rows: 4 }} />;
  if (found.kind === 'failed') return <Failure error={found.error} retry={() => setAttempt(attempt + 1)} />;
  const { messages, ticketId } = found.transcript;
  return (
    <>
      {ticketId && <Button onClick={() => go(`/desk/${ticketId}`)}>{texts.cases.openInDesk}</Button>}
      <StillTranscript messages={messages} />
    </>
  );
}
