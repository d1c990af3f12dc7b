import type { ReactNode } from 'react';
import './notice.css';

/** An empty state: says what will appear here, and how. */
export function Empty({ sign, title, text, children }: { sign: ReactNode; title: string; text: string; children?: ReactNode }) {
  return (
    <div className="notice">
      <span className="notice-sign" aria-hidden="true">
        {sign}
      </span>
      <p className="notice-title">{title}</p>
      <p className="notice-text">{text}</p>
      {children && <div className="notice-actions">{children}</div>}
    </div>
  );
}
