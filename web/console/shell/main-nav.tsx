import { BookOutlined, CustomerServiceOutlined, FileTextOutlined, UserOutlined } from '@ant-design/icons';
import { mayListCases } from '../rights';
import { Link } from '../routing';
import { useStaff } from '../session';
import { useTexts } from '../texts';

/** The pages; on a phone they stand at the thumb. */
export function MainNav({ page, waiting }: { page: string; waiting: number }) {
  const texts = useTexts();
  const { nav } = texts;
  const staff = useStaff();
  const pages = [
    { name: 'desk', label: nav.desk, short: nav.deskShort, sign: <CustomerServiceOutlined />, count: waiting },
    ...(mayListCases(staff)
      ? [{ name: 'cases', label: nav.cases, short: nav.casesShort, sign: <FileTextOutlined />, count: 0 }]
      : []),
    { name: 'knowledge', label: nav.knowledge, short: nav.knowledgeShort, sign: <BookOutlined />, count: 0 },
    { name: 'account', label: nav.account, short: nav.accountShort, sign: <UserOutlined />, count: 0 },
  ];
  return (
    <nav className="shell-nav" aria-label={nav.label}>
      {pages.map(({ name, label, short, sign, count }) => (
        <Link key={name} to={`/${name}`} className="shell-link" aria-current={page === name ? 'page' : undefined}>
          <span className="shell-link-sign" aria-hidden="true">
            {sign}
          </span>
          <span className="shell-link-long">{label}</span>
          <span className="shell-link-short">{short}</span>
          {count > 0 && (
            <span className="shell-count">
              <span aria-hidden="true">{count}</span>
              <span className="sr-only">{nav.waitingCount(count)}</span>
            </span>
          )}
        </Link>
      ))}
    </nav>
  );
}
