import type { ReactNode } from 'react';
import { useState } from 'react';
import { waitingCount } from '../queue/queue-state';
import { useQueue } from '../queue/queue-provider';
import { Link, usePlace } from '../routing';
import { useTexts } from '../texts';
import { useKeys } from '../use-keys';
import { usePageTitle } from '../use-page-title';
import { Arrivals } from './arrivals';
import { BrandMark } from './brand';
import { LiveMark } from './live-mark';
import { MainNav } from './main-nav';
import { ShortcutsDialog } from './shortcuts-dialog';
import { UserMenu } from './user-menu';
import './shell.css';

/** What stands around every page: where one is, whether it is live, who is signed in. */
export function Shell({ children }: { children: ReactNode }) {
  const texts = useTexts();
  const place = usePlace();
  const { tickets } = useQueue();
  const [listing, setListing] = useState(false);
  const page = place.parts[0] ?? 'desk';
  const { desk, cases, knowledge, account } = texts.nav;
  const names: Record<string, string> = { desk, cases, knowledge, account };
  usePageTitle(names[page] ?? texts.errors.missingTitle, waitingCount(tickets));
  useKeys({ '?': () => setListing(true) });

  return (
    <div className="shell" data-inner={page === 'desk' && Boolean(place.parts[1])}>
      <a className="skip-link" href="#main">
        {texts.skipToContent}
      </a>
      <header className="shell-head">
        <Link to="/desk" className="shell-brand" aria-label={texts.console}>
          <BrandMark />
          <span className="shell-name">{texts.console}</span>
        </Link>
        <MainNav page={page} waiting={waitingCount(tickets)} />
        <div className="shell-tools">
          <LiveMark />
          <UserMenu onShortcuts={() => setListing(true)} />
        </div>
      </header>
      <main id="main" className="shell-main" tabIndex={-1}>
        {children}
      </main>
      <Arrivals onDesk={page === 'desk'} />
      <ShortcutsDialog open={listing} onClose={() => setListing(false)} />
    </div>
  );
}
