import type { ReactNode } from 'react';

/** What a page is about, one line of help, and what one can do here. */
export function PageHead({ title, hint, children }: { title: string; hint?: ReactNode; children?: ReactNode }) {
  return (
    <header className="kb-head">
      <div>
        <h1 className="kb-title">{title}</h1>
        {hint && <p className="kb-hint">{hint}</p>}
      </div>
      {children && <div className="kb-head-actions">{children}</div>}
    </header>
  );
}
