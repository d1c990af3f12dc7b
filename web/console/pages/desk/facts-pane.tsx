import { FileSearchOutlined } from '@ant-design/icons';
import type { ConsoleTexts } from '../../../../locales/console/zh-CN';
import { CopyButton } from '../../parts/copy-button';
import { Empty } from '../../parts/empty';
import { Link } from '../../routing';
import type { Fact, TicketView } from '../../staff-api';
import { useTexts } from '../../texts';
import { dateTime } from '../../time-words';
import './facts.css';

function channelNames(channels: readonly string[], { channels: names, separator }: ConsoleTexts): string {
  return channels.map((channel) => names[channel] ?? channel).join(separator);
}

/** What is known, so that nobody asks again. */
export function FactsPane({ ticket, facts }: { ticket: TicketView; facts: readonly Fact[] }) {
  const texts = useTexts();
  const words = texts.facts;
  const plain: Fact[] = [
    { label: words.reason, value: texts.reasons[ticket.reason] ?? ticket.reason },
    { label: words.post, value: texts.posts[ticket.skill] ?? ticket.skill },
    { label: words.mood, value: texts.moods[ticket.mood] ?? ticket.mood },
    { label: words.language, value: texts.languages[ticket.locale] ?? ticket.locale },
    ...(ticket.alsoOn ? [{ label: words.elsewhere, value: words.alsoOn(channelNames(ticket.alsoOn, texts)) }] : []),
    { label: words.waitingSince, value: dateTime(ticket.waitingSince) },
  ];
  return (
    <aside className="desk-facts" aria-label={texts.desk.factsLabel}>
      <Link to={`/desk/${ticket.id}`} className="pane-back facts-back">
        ‹ {texts.desk.toConversation}
      </Link>
      <h2 className="facts-title">{words.title}</h2>
      {ticket.complaintNumber && (
        <div className="facts-number">
          <p className="facts-label">{words.complaintNumber}</p>
          <p className="facts-number-value">
            {ticket.complaintNumber}
            <CopyButton value={ticket.complaintNumber} label={words.copyOne(words.complaintNumber)} />
          </p>
        </div>
      )}
      <section>
        <h3 className="facts-heading">{words.fromTalk}</h3>
        {facts.length > 0 ? (
          <>
            <p className="facts-hint">{words.fromTalkHint}</p>
            <dl className="facts-list">
              {facts.map(({ label, value }) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>
                    <span>{value}</span>
                    <CopyButton value={value} label={words.copyOne(label)} />
                  </dd>
                </div>
              ))}
            </dl>
          </>
        ) : (
          <div className="facts-empty">
            <Empty sign={<FileSearchOutlined />} title={words.empty} text={words.emptyText} />
          </div>
        )}
      </section>
      <dl className="facts-plain">
        {plain.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </aside>
  );
}
