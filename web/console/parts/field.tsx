import { useId } from 'react';
import type { ReactNode } from 'react';
import './field.css';

export interface FieldLinks {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: boolean;
  status?: 'error';
}

/** A labelled input; its error is said beside it and tied to it. */
export function Field({ label, error, children }: { label: string; error?: string; children: (links: FieldLinks) => ReactNode }) {
  const id = useId();
  const errorId = `${id}-error`;
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {children(error ? { id, 'aria-describedby': errorId, 'aria-invalid': true, status: 'error' } : { id })}
      {error && (
        <p className="field-error" id={errorId}>
          {error}
        </p>
      )}
    </div>
  );
}
