import type { ReactNode } from 'react';

export interface ChoiceBarProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; label: ReactNode; count?: number }[];
  onChange(value: Value): void;
}

/** One choice out of a few, with counts; scrolls sideways where there is no room. */
export function ChoiceBar<Value extends string>({ label, value, options, onChange }: ChoiceBarProps<Value>) {
  return (
    <div className="kb-choices" role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          className="kb-choice"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.label}
          {option.count !== undefined && <span className="kb-choice-count">{option.count}</span>}
        </button>
      ))}
    </div>
  );
}
