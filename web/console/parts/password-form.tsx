import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import { ApiError } from '../api';
import { passwordRules } from '../password-rules';
import { useApi } from '../session';
import { errorWords, useTexts } from '../texts';
import { Field } from './field';
import './password-form.css';

export interface PasswordFormProps {
  username: string;
  currentLabel: string;
  onDone(): void;
}

/** Changes the password; the rules are visible from the start and tick off while one types. */
export function PasswordForm({ username, currentLabel, onDone }: PasswordFormProps) {
  const texts = useTexts();
  const words = texts.password;
  const api = useApi();
  const rulesId = useId();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [repeat, setRepeat] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<{ field?: 'current'; text: string } | null>(null);
  const rules = passwordRules({ username, current, next, repeat });

  const submit = async (): Promise<void> => {
    if (busy) return;
    if (!current || rules.some(({ met }) => !met)) return setFailure({ text: words.incomplete });
    setBusy(true);
    setFailure(null);
    try {
      await api.changePassword(current, next);
      setCurrent('');
      setNext('');
      setRepeat('');
      onDone();
    } catch (error) {
      const wrong = error instanceof ApiError && error.code === 'XB_BAD_CREDENTIALS';
      setFailure(wrong ? { field: 'current', text: words.wrongCurrent } : { text: errorWords(error, texts) });
    } finally {
      setBusy(false);
    }
  };

  return (
    <form
      className="password-form"
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void submit();
      }}
    >
      {/* Tells password managers whose password this is. */}
      <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      <Field label={currentLabel} error={failure?.field === 'current' ? failure.text : undefined}>
        {(links) => (
          <Input.Password
            {...links}
            autoComplete="current-password"
            value={current}
            onChange={(event) => setCurrent(event.target.value)}
          />
        )}
      </Field>
      <Field label={words.next}>
        {(links) => (
          <Input.Password
            {...links}
            aria-describedby={rulesId}
            autoComplete="new-password"
            value={next}
            onChange={(event) => setNext(event.target.value)}
          />
        )}
      </Field>
      <Field label={words.repeat}>
        {(links) => (
          <Input.Password
            {...links}
            autoComplete="new-password"
            value={repeat}
            onChange={(event) => setRepeat(event.target.value)}
          />
        )}
      </Field>
      {failure && !failure.field && (
        <p className="field-error" role="alert">
          {failure.text}
        </p>
      )}
      <ul className="password-rules" id={rulesId} aria-label={words.rulesLabel}>
        {rules.map(({ rule, met }) => (
          <li key={rule} data-met={met}>
            <span aria-hidden="true">{met ? '✓' : '○'}</span> {words[rule]}
            <span className="sr-only">{met ? words.ruleMet : words.ruleOpen}</span>
          </li>
        ))}
      </ul>
      <Button type="primary" htmlType="submit" loading={busy}>
        {words.submit}
      </Button>
    </form>
  );
}
