import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { Suspense, lazy, useState } from 'react';
import { exportUrl } from '../knowledge-api';
import { useKnowledgeTexts } from '../knowledge-texts';
import { useKnowledge } from '../use-knowledge';

const ImportDialog = lazy(() => import('../import/import-dialog').then((part) => ({ default: part.ImportDialog })));

/** Entries out to a file, as the list shows them, and in from one. */
export function FileActions({ query, onImported }: { query: URLSearchParams; onImported: () => void }) {
  const words = useKnowledgeTexts().list;
  const { mayWrite } = useKnowledge();
  const [importing, setImporting] = useState(false);
  const link = (format: 'xlsx' | 'tsv', label: string) => ({
    key: format,
    label: (
      <a href={exportUrl(query, format)} download>
        {label}
      </a>
    ),
  });
  return (
    <>
      <Dropdown menu={{ items: [link('xlsx', words.exportXlsx), link('tsv', words.exportTsv)] }} trigger={['click']}>
        <Button icon={<DownloadOutlined />} title={words.exportHint}>
          {words.export}
        </Button>
      </Dropdown>
      {mayWrite && (
        <Button icon={<UploadOutlined />} onClick={() => setImporting(true)}>
          {words.import}
        </Button>
      )}
      {importing && (
        <Suspense>
          <ImportDialog onClose={() => setImporting(false)} onImported={onImported} />
        </Suspense>
      )}
    </>
  );
}
