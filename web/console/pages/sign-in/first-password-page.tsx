import { PasswordForm } from '../../parts/password-form';
import { useSession } from '../../session';
import type { Staff } from '../../staff-api';
import { useTexts } from '../../texts';
import { usePageTitle } from '../../use-page-title';
import { SignInFrame } from './frame';

/** The one thing that a one-time password is good for. */
export function FirstPasswordPage({ staff }: { staff: Staff }) {
  const texts = useTexts().password;
  const { refresh } = useSession();
  usePageTitle(texts.firstTitle);
  return (
    <SignInFrame>
      <h1 className="door-title">{texts.firstTitle}</h1>
      <p className="door-why">{texts.firstWhy}</p>
      <PasswordForm username={staff.username} currentLabel={texts.currentOneTime} onDone={() => void refresh()} />
    </SignInFrame>
  );
}
