import { App as AntApp, ConfigProvider } from 'antd';
import antdEnglish from 'antd/es/locale/en_US';
import antdChinese from 'antd/es/locale/zh_CN';
import { Suspense, lazy, useEffect, useMemo } from 'react';
import { CrashGuard } from './parts/crash-guard';
import { Failure } from './parts/failure';
import { PageSkeleton } from './parts/page-skeleton';
import { usePreferences, useShownTheme } from './preferences';
import { QueueProvider } from './queue/queue-provider';
import { go, usePlace } from './routing';
import type { Place } from './routing';
import { SessionProvider, useSession } from './session';
import { Shell } from './shell/shell';
import { useTexts } from './texts';
import { antdTheme } from './theme';

const SignInPage = lazy(() => import('./pages/sign-in/sign-in-page').then((page) => ({ default: page.SignInPage })));
const FirstPasswordPage = lazy(() =>
  import('./pages/sign-in/first-password-page').then((page) => ({ default: page.FirstPasswordPage })),
);
const DeskPage = lazy(() => import('./pages/desk/desk-page').then((page) => ({ default: page.DeskPage })));
const CasesPage = lazy(() => import('./pages/cases/cases-page').then((page) => ({ default: page.CasesPage })));
const KnowledgePage = lazy(() => import('./pages/knowledge/knowledge-page').then((page) => ({ default: page.KnowledgePage })));
const AccountPage = lazy(() => import('./pages/account/account-page').then((page) => ({ default: page.AccountPage })));

/** The console: look, language and session around the page that the address names. */
export function App() {
  const shown = useShownTheme();
  const { language } = usePreferences();
  const theme = useMemo(() => antdTheme(shown), [shown]);
  return (
    <ConfigProvider theme={theme} locale={language === 'en' ? antdEnglish : antdChinese} button={{ autoInsertSpace: false }}>
      <AntApp component={false}>
        <CrashGuard>
          <SessionProvider>
            <Suspense fallback={<PageSkeleton />}>
              <Gate />
            </Suspense>
          </SessionProvider>
        </CrashGuard>
      </AntApp>
    </ConfigProvider>
  );
}

/** Lets in who is signed in with a password of their own, and brings everybody else there and back. */
function Gate() {
  const place = usePlace();
  const { state, refresh } = useSession();
  const texts = useTexts();
  if (state.kind === 'loading') return <PageSkeleton />;
  if (state.kind === 'unreachable') {
    return <Failure error={state.error} title={texts.errors.brokenTitle} retry={() => void refresh()} />;
  }
  if (state.kind === 'signedOut') return <SignInPage ended={state.ended} />;
  if (state.staff.mustChangePassword) return <FirstPasswordPage staff={state.staff} />;
  return (
    <QueueProvider>
      <Shell>
        <CrashGuard key={place.parts[0]}>
          <Suspense fallback={<PageSkeleton />}>
            <Page place={place} />
          </Suspense>
        </CrashGuard>
      </Shell>
    </QueueProvider>
  );
}

function Page({ place }: { place: Place }) {
  const [page, id, pane] = place.parts;
  if (page === 'desk' && (!pane || pane === 'facts'))
    return <DeskPage ticketId={id} pane={pane === 'facts' ? 'facts' : undefined} />;
  if (page === 'cases' && !id) return <CasesPage />;
  if (page === 'knowledge') return <KnowledgePage parts={place.parts.slice(1)} />;
  if (page === 'account' && !id) return <AccountPage />;
  if (!page || page === 'sign-in') return <ToDesk />;
  return <Failure kind="missing" />;
}

function ToDesk() {
  useEffect(() => go('/desk', { replace: true }), []);
  return <PageSkeleton />;
}
