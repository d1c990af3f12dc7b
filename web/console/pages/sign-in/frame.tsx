import type { ReactNode } from 'react';
import { BrandMark } from '../../shell/brand';
import { useTexts } from '../../texts';
import './frame.css';

/** The page before the console: whose it is on one side, the one thing to do on the other. */
export function SignInFrame({ children }: { children: ReactNode }) {
  const texts = useTexts();
  return (
    <div className="door">
      <header className="door-side">
        <div className="door-brand">
          <BrandMark size={36} />
          <span>{texts.console}</span>
        </div>
        <p className="door-motto">{texts.signIn.motto}</p>
        <p className="door-hint">{texts.signIn.mottoHint}</p>
      </header>
      <main className="door-main">
        <div className="door-form">{children}</div>
      </main>
    </div>
  );
}
