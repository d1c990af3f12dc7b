import { Button, Input } from 'antd';
import type { InputRef } from 'antd';
import { useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { ApiError } from '../../api';
import { Field } from '../../parts/field';
import { useApi, useSession } from '../../session';
import { errorWords, useTexts } from '../../texts';
import { usePageTitle } from '../../use-page-title';
import { SignInFrame } from './frame';

/** The door. The address stays what it was, so that signing in leads back to where one wanted to go. */
export function SignInPage({ ended }: { ended: boolean }) {
  const texts = useTexts();
  const words = texts.signIn;
  const api = useApi();
  const { signedIn } = useSession();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState('');
  const passwordInput = useRef<InputRef>(null);
  usePageTitle(words.title);

  const submit = async (): Promise<void> => {
    setTried(true);
    if (!username.trim() || !password || busy) return;
    setBusy(true);
    setFailure('');
    try {
      const { staff } = await api.signIn(username.trim(), password);
      signedIn(staff);
    } catch (error) {
      setFailure(refusal(error));
      setBusy(false);
      passwordInput.current?.focus({ cursor: 'all' });
    }
  };
  const refusal = (error: unknown): string => {
    if (!(error instanceof ApiError)) return errorWords(error, texts);
    if (error.status === 401) return words.refused;
    if (error.status === 429) return words.tooMany(error.retryAfterSeconds ?? 60);
    return errorWords(error, texts);
  };

  return (
    <SignInFrame>
      <h1 className="door-title">{words.title}</h1>
      {failure ? (
        <p className="door-alert" role="alert">
          {failure}
        </p>
      ) : (
        ended && (
          <p className="door-alert door-alert-calm" role="status">
            {words.signedOut}
          </p>
        )
      )}
      <form
        className="door-fields"
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Field label={words.username} error={tried && !username.trim() ? words.usernameMissing : undefined}>
          {(links) => (
            <Input
              {...links}
              size="large"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              autoFocus
              value={username}
              onChange={(event) => setUsername(event.target.value)}
            />
          )}
        </Field>
        <Field label={words.password} error={tried && !password ? words.passwordMissing : undefined}>
          {(links) => (
            <Input.Password
              {...links}
              ref={passwordInput}
              size="large"
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        <Button type="primary" size="large" htmlType="submit" block loading={busy}>
          {busy ? words.submitting : words.submit}
        </Button>
      </form>
      <p className="door-foot">{words.help}</p>
    </SignInFrame>
  );
}
