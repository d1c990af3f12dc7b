import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useKnowledgeTexts } from '../knowledge-texts';

export interface PagerProps {
  /** From 1. */
  page: number;
  total: number;
  size: number;
  onPage(page: number): void;
}

/** One page back, one on; nothing where everything is on one. */
export function Pager({ page, total, size, onPage }: PagerProps) {
  const words = useKnowledgeTexts().list;
  const pages = Math.max(1, Math.ceil(total / size));
  if (pages === 1) return null;
  return (
    <nav className="kb-pager" aria-label={words.pageLabel}>
      <Button
        icon={<LeftOutlined />}
        aria-label={words.previous}
        title={words.previous}
        disabled={page <= 1}
        onClick={() => onPage(page - 1)}
      />
      <span>{words.page(page, pages)}</span>
      <Button
        icon={<RightOutlined />}
        aria-label={words.next}
        title={words.next}
        disabled={page >= pages}
        onClick={() => onPage(page + 1)}
      />
    </nav>
  );
}
