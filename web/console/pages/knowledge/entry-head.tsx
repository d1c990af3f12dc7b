import { ArrowLeftOutlined, TeamOutlined } from '@ant-design/icons';
import { Tooltip } from 'antd';
import { Link } from '../../routing';
import { SaveMark } from './editor/save-mark';
import type { Writing } from './editor/use-autosave';
import { EntryActions } from './entry-actions';
import { StatusMark } from './entry-marks';
import { useKnowledgeTexts } from './knowledge-texts';
import type { EntryView, Person } from './knowledge-types';

export interface EntryHeadProps {
  entry: EntryView;
  tab: string;
  writing: Writing;
  others: readonly Person[];
  onEntry(entry: EntryView): void;
}

const TABS = ['write', 'review', 'history'] as const;

/** Which entry, where it stands, whether it is saved, who else is here, and what one may do with it. */
export function EntryHead({ entry, tab, writing, others, onEntry }: EntryHeadProps) {
  const texts = useKnowledgeTexts();
  const words = texts.editor;
  const place = `/knowledge/entry/${encodeURIComponent(entry.id)}`;
  return (
    <header className="entry-head">
      <div className="entry-head-line">
        <Link to="/knowledge" className="entry-back" aria-label={texts.toList} title={texts.toList}>
          <ArrowLeftOutlined />
        </Link>
        <h1 className="entry-title">{writing.state.content.title || texts.untitled}</h1>
        <StatusMark entry={entry} />
        {others.length > 0 && (
          <Tooltip title={words.presenceHint}>
            <span className="mark mark-warn entry-presence" role="status" tabIndex={0}>
              <TeamOutlined aria-hidden="true" /> {words.presence(others.map(({ name }) => name).join(texts.comma))}
            </span>
          </Tooltip>
        )}
      </div>
      <div className="entry-head-line">
        <nav className="entry-tabs" aria-label={words.tabsLabel}>
          {TABS.map((name) => (
            <Link
              key={name}
              to={name === 'write' ? place : `${place}/${name}`}
              className="kb-nav-link"
              aria-current={tab === name ? 'page' : undefined}
            >
              {words.tabs[name === 'write' && !entry.permissions.edit ? 'read' : name]}
            </Link>
          ))}
        </nav>
        <div className="entry-head-tools">
          {entry.permissions.edit && tab === 'write' && <SaveMark writing={writing} />}
          <EntryActions entry={entry} tab={tab} writing={writing} onEntry={onEntry} />
        </div>
      </div>
    </header>
  );
}
