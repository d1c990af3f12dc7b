import { Link } from '../../routing';
import { useKnowledgeTexts } from './knowledge-texts';

const PAGES = ['list', 'review', 'calendar', 'misses', 'usage', 'test'] as const;

/** The pages of the studio. */
export function PageTabs({ page }: { page: string }) {
  const texts = useKnowledgeTexts();
  return (
    <nav className="kb-nav" aria-label={texts.navLabel}>
      {PAGES.map((name) => (
        <Link
          key={name}
          to={name === 'list' ? '/knowledge' : `/knowledge/${name}`}
          className="kb-nav-link"
          aria-current={page === name ? 'page' : undefined}
        >
          {texts.pages[name]}
        </Link>
      ))}
    </nav>
  );
}
