import { dateTime } from '../../../time-words';
import { useKnowledgeTexts } from '../knowledge-texts';
import type { VersionSummary } from '../knowledge-types';

export interface VersionListProps {
  versions: readonly VersionSummary[];
  /** The version that consumers read. */
  live: number | undefined;
  pair: readonly [number, number] | null;
  onPick(number: number): void;
}

/** The changes, newest first: what, who, when and why. */
export function VersionList({ versions, live, pair, onPick }: VersionListProps) {
  const texts = useKnowledgeTexts();
  const words = texts.history;
  return (
    <ol className="versions">
      {versions.map((version) => {
        const { number, at, actor, kind, reason, override, changed } = version;
        return (
          <li key={number}>
            <button
              type="button"
              className="version"
              data-row
              data-kind={kind}
              aria-pressed={pair?.includes(number) ?? false}
              onClick={() => onPick(number)}
            >
              <span className="version-head">
                <strong>{words.kinds[kind] ?? kind}</strong>
                <span className="kb-sub">{words.version(number)}</span>
                {number === live && <span className="mark mark-ok">{words.current}</span>}
              </span>
              <span className="kb-sub">
                <span>{actor.id === 'calendar' ? words.calendar : actor.name}</span>
                <span>{dateTime(at)}</span>
              </span>
              {changed.length > 0 && kind !== 'created' && (
                <span className="kb-sub">
                  {words.changed(changed.map((field) => texts.fields[field] ?? field).join(texts.comma))}
                </span>
              )}
              {reason && <span className="version-reason">{reason}</span>}
              {override && <span className="version-reason version-override">{words.override(override)}</span>}
            </button>
          </li>
        );
      })}
    </ol>
  );
}
