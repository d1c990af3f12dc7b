import { Input } from 'antd';
import { useId } from 'react';
import './field.css';

/** What the server takes, in characters. */
const LONGEST_NOTE = 500;

export interface NoteFieldProps {
  label: string;
  placeholder: string;
  value: string;
  onChange(note: string): void;
}

/** A note to colleagues. */
export function NoteField({ label, placeholder, value, onChange }: NoteFieldProps) {
  const id = useId();
  return (
    <>
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <Input.TextArea
        id={id}
        rows={3}
        maxLength={LONGEST_NOTE}
        showCount
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </>
  );
}
