import { App, Button } from 'antd';
import { useState } from 'react';
import { CopyButton } from '../../parts/copy-button';
import { mayReadContacts, mayReadPhone, maySettlePhoneTask } from '../../rights';
import { Link } from '../../routing';
import { useApi, useStaff } from '../../session';
import type { PhoneCallView, PhoneOutcome, PhoneTaskView } from '../../staff-api';
import { errorWords, useTexts } from '../../texts';
import { dateTime } from '../../time-words';
import { PhoneOutcomeDialog } from './phone-outcome-dialog';

/** One consumer to phone: who, since when, what to say, what was tried; the number when one is about to dial it. */
export function PhoneTaskCard({ task, onChanged }: { task: PhoneTaskView; onChanged: () => void }) {
  const texts = useTexts();
  const words = texts.calls;
  const staff = useStaff();
  const [asked, setAsked] = useState<PhoneOutcome | null>(null);
  const last = task.calls.at(-1);

  return (
    <li className="call">
      <div className="call-head">
        <h2 className="call-name">{task.nameMasked ?? words.nameless}</h2>
        <span className="call-when">{words.since(shortTime(task.since))}</span>
      </div>
      <p className="call-marks">
        <span>{texts.posts[task.skill]}</span>
        {task.complaintNumber && (
          <span>
            {task.complaintNumber} <CopyButton value={task.complaintNumber} label={texts.facts.copyOne(task.complaintNumber)} />
          </span>
        )}
        {task.ticketId && <Link to={`/desk/${task.ticketId}`}>{words.open}</Link>}
      </p>
      <p className="call-label">{words.words}</p>
      <blockquote className="call-words">{task.words || words.noWords}</blockquote>
      {last && <Tries count={task.calls.length} last={last} />}
      {!task.phoneLeft && <p className="call-none">{words.noPhone}</p>}
      {task.phoneLeft && mayReadContacts(staff) && <PhoneNumber task={task} onChanged={onChanged} />}
      {maySettlePhoneTask(staff, task) && (
        <div className="call-actions">
          <Button type={task.phoneLeft ? 'primary' : 'default'} onClick={() => setAsked('reached')}>
            {words.reached}
          </Button>
          {task.phoneLeft && <Button onClick={() => setAsked('not_reached')}>{words.notReached}</Button>}
        </div>
      )}
      {asked && <PhoneOutcomeDialog task={task} outcome={asked} onClose={() => setAsked(null)} onChanged={onChanged} />}
    </li>
  );
}

/** How often somebody tried, and what the last one noted. */
function Tries({ count, last: { at, byName, note } }: { count: number; last: PhoneCallView }) {
  const { calls } = useTexts();
  const words = calls.tries(count, shortTime(at));
  return (
    <>
      <p className="call-tries">{byName ? calls.triesBy(words, byName) : words}</p>
      {note && <p className="call-note">{note}</p>}
    </>
  );
}

/** Masked until one is about to dial it: that is written down. */
function PhoneNumber({ task, onChanged }: { task: PhoneTaskView; onChanged: () => void }) {
  const texts = useTexts();
  const words = texts.calls;
  const api = useApi();
  const staff = useStaff();
  const { message } = App.useApp();
  const [phone, setPhone] = useState('');
  const [busy, setBusy] = useState(false);

  const show = async (): Promise<void> => {
    setBusy(true);
    try {
      setPhone(await api.phoneOf(task.id));
    } catch (error) {
      void message.error(errorWords(error, texts));
      onChanged();
    } finally {
      setBusy(false);
    }
  };
  return (
    <p className="call-phone" aria-live="polite">
      {phone ? (
        <>
          <a href={`tel:${phone}`} aria-label={`${words.phone} ${phone}`}>
            {phone}
          </a>
          <CopyButton value={phone} label={words.copyPhone} />
        </>
      ) : (
        <>
          <span>{task.phoneMasked}</span>
          {mayReadPhone(staff, task) && (
            <Button
              size="small"
              loading={busy}
              disabled={busy}
              aria-label={words.showPhoneOf(task.nameMasked ?? words.nameless)}
              onClick={() => void show()}
            >
              {words.showPhone}
            </Button>
          )}
        </>
      )}
    </p>
  );
}

/** `MM-DD HH:MM` */
function shortTime(at: string): string {
  return dateTime(at).slice(5);
}
