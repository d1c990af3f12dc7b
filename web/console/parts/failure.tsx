import { Button } from 'antd';
import { ApiError } from '../api';
import { go } from '../routing';
import { errorWords, useTexts } from '../texts';
import './notice.css';

export interface FailureProps {
  /** Without an error: what kind of dead end it is. */
  kind?: 'forbidden' | 'missing' | 'broken';
  error?: unknown;
  title?: string;
  text?: string;
  retry?: () => void;
}

/** A dead end with its next door: what happened, and what to do about it. */
export function Failure({ kind, error, title, text, retry }: FailureProps) {
  const texts = useTexts();
  const { errors } = texts;
  const found = kind ?? (error instanceof ApiError && error.status === 403 ? 'forbidden' : undefined);
  const words = {
    forbidden: { code: '403', title: errors.forbiddenTitle, text: errors.forbiddenText },
    missing: { code: '404', title: errors.missingTitle, text: errors.missingText },
    broken: { code: '500', title: errors.brokenTitle, text: errors.brokenText },
  };
  const shown = found ? words[found] : { code: '', title: title ?? errors.brokenTitle, text: text ?? errorWords(error, texts) };
  return (
    <section className="notice" role="alert">
      {shown.code && <p className="notice-code">{shown.code}</p>}
      <h2 className="notice-title">{shown.title}</h2>
      <p className="notice-text">{shown.text}</p>
      <div className="notice-actions">
        {retry && (
          <Button type="primary" onClick={retry}>
            {texts.retry}
          </Button>
        )}
        {found === 'broken' && (
          <Button type="primary" onClick={() => window.location.reload()}>
            {errors.reload}
          </Button>
        )}
        {found && found !== 'broken' && <Button onClick={() => go('/desk')}>{errors.toDesk}</Button>}
      </div>
    </section>
  );
}
