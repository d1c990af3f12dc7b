import { Skeleton } from 'antd';
import { useTexts } from '../texts';

/** A page on its way. */
export function PageSkeleton() {
  const texts = useTexts();
  return (
    <div style={{ padding: 32, maxWidth: 880, margin: '0 auto' }} aria-busy="true">
      <span className="sr-only" role="status">
        {texts.loading}
      </span>
      <Skeleton active title paragraph={{ rows: 6 }} />
    </div>
  );
}
