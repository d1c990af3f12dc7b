import { Table } from 'antd';
import type { TableColumnsType } from 'antd';
import type { CaseView } from '../../staff-api';
import { useTexts } from '../../texts';
import { dateTime } from '../../time-words';
import { isRunning } from './case-list';
import { businessWords, statusWords, yuan } from './case-words';
import { DueMark } from './due-mark';

export interface CaseTableProps {
  cases: CaseView[];
  loading: boolean;
  onShow(shown: CaseView): void;
}

/** The complaints as a table; on a phone, where a table cannot be read, the stylesheet shows the list instead. */
export function CaseTable({ cases, loading, onShow }: CaseTableProps) {
  const texts = useTexts();
  const words = texts.cases;
  const opener = (one: CaseView) => (
    <button type="button" className="case-number" aria-label={words.open(one.number)} onClick={() => onShow(one)}>
      {one.number}
    </button>
  );
  const columns: TableColumnsType<CaseView> = [
    { title: words.number, dataIndex: 'number', width: 176, render: (_, one) => opener(one) },
    {
      title: words.due,
      key: 'due',
      width: 132,
      sorter: (a, b) => a.daysLeft - b.daysLeft,
      render: (_, one) => <DueMark of={one} />,
    },
    { title: words.business, key: 'business', width: 128, render: (_, one) => businessWords(one, texts) },
    { title: words.summary, dataIndex: 'summary', render: (summary: string) => <span className="case-summary">{summary}</span> },
    {
      title: words.amount,
      key: 'amount',
      width: 132,
      align: 'right',
      sorter: (a, b) => (a.amountFen ?? 0) - (b.amountFen ?? 0),
      render: (_, one) => (one.amountFen === undefined ? <span className="case-none">—</span> : yuan(one.amountFen)),
    },
    { title: words.status, key: 'status', width: 96, render: (_, one) => <StatusMark of={one} /> },
    {
      title: words.receivedAt,
      dataIndex: 'receivedAt',
      width: 156,
      sorter: (a, b) => a.receivedAt.localeCompare(b.receivedAt),
      render: (at: string) => <span className="case-time">{dateTime(at)}</span>,
    },
  ];
  return (
    <>
      <Table<CaseView>
        className="cases-table"
        rowKey="number"
        columns={columns}
        dataSource={cases}
        loading={loading}
        pagination={false}
        scroll={{ x: 1000 }}
        onRow={(one) => ({ onClick: () => onShow(one) })}
      />
      <ul className="cases-list">
        {cases.map((one) => (
          <li key={one.number}>
            <button type="button" className="case-item" onClick={() => onShow(one)}>
              <span className="case-item-head">
                <span className="case-number">{one.number}</span>
                <StatusMark of={one} />
              </span>
              <span className="case-summary">{one.summary}</span>
              <span className="case-item-foot">
                <DueMark of={one} />
                <span>{businessWords(one, texts)}</span>
                {one.amountFen !== undefined && <span>{yuan(one.amountFen)}</span>}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function StatusMark({ of }: { of: CaseView }) {
  const texts = useTexts();
  return (
    <span className="case-status" data-running={isRunning(of)}>
      {statusWords(of, texts)}
    </span>
  );
}
