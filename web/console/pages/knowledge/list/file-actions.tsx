import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { Suspense, lazy, useState } from 'react';
import { usePreferences } from '../../../preferences';
import { exportUrl } from '../knowledge-api';
import type { ExportFormat } from '../knowledge-api';
import { useKnowledgeTexts } from '../knowledge-texts';
import { useKnowledge } from '../use-knowledge';

const ImportDialog = lazy(() => import('../import/import-dialog').then((part) => ({ default: part.ImportDialog })));

/** Entries out to a file, as the list shows them, and in from one. */
export function FileActions({ query, onImported }: { query: URLSearchParams; onImported: () => void }) {
  const words = useKnowledgeTexts().list;
  const { language } = usePreferences();
  const { mayWrite } = useKnowledge();
  const [importing, setImporting] = useState<'open' | 'behind' | null>(null);
  const link = (format: ExportFormat, label: string) => ({
    key: format,
    label: (
      <a href={exportUrl(query, format, language)} download>
        {label}
      </a>
    ),
  });
  return (
    <>
      <Dropdown
        menu={{ items: [link('xlsx', words.exportXlsx), link('csv', words.exportCsv), link('tsv', words.exportTsv)] }}
        trigger={['click']}
      >
        <Button icon={<DownloadOutlined aria-hidden="true" />} title={words.exportHint}>
          {words.export}
        </Button>
      </Dropdown>
      {mayWrite && (
        <Button icon={<UploadOutlined aria-hidden="true" />} onClick={() => setImporting('open')}>
          {words.import}
        </Button>
      )}
      {importing && (
        <Suspense>
          <ImportDialog
            open={importing === 'open'}
            onClose={(running) => setImporting(running ? 'behind' : null)}
            onImported={onImported}
          />
        </Suspense>
      )}
    </>
  );
}
