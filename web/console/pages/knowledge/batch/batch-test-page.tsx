import { ExperimentOutlined, UploadOutlined } from '@ant-design/icons';
import { App, Button, Input } from 'antd';
import { useRef, useState } from 'react';
import { Empty } from '../../../parts/empty';
import { Field } from '../../../parts/field';
import { useErrorWords, useKnowledgeTexts } from '../knowledge-texts';
import { ChoiceBar } from '../choice-bar';
import { PageHead } from '../page-head';
import { MOST_QUESTIONS, questionsInFile, readQuestions } from './batch-questions';
import { BatchResults } from './batch-results';
import { useBatch } from './use-batch';
import type { Asking } from './use-batch';
import './batch.css';

const CHANNELS = ['web', 'wechat', 'other'] as const;
const READERS = ['standard', 'elder'] as const;

/** 批量测试: what a list of questions finds now. */
export function BatchTestPage() {
  const { test: words, editor } = useKnowledgeTexts();
  const errorWords = useErrorWords();
  const { message } = App.useApp();
  const [text, setText] = useState('');
  const [as, setAs] = useState<Asking>({ channel: 'web', elder: false });
  const file = useRef<HTMLInputElement>(null);
  const batch = useBatch();
  const { questions, tooLong, beyond } = readQuestions(text);

  const read = async (chosen: File): Promise<void> => {
    try {
      setText(questionsInFile(chosen.name, await chosen.arrayBuffer()));
    } catch {
      void message.error(words.badFile);
    }
  };
  return (
    <>
      <PageHead title={words.title} hint={words.hint} />
      <section className="kb-card" aria-label={words.title}>
        <Field label={words.label}>
          {(links) => (
            <Input.TextArea
              {...links}
              autoSize={{ minRows: 5, maxRows: 12 }}
              placeholder={words.placeholder}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <div className="batch-as">
          <ChoiceBar
            label={editor.channelsLabel}
            value={as.channel}
            onChange={(channel) => setAs({ ...as, channel })}
            options={CHANNELS.map((value) => ({ value, label: editor.channels[value] }))}
          />
          <ChoiceBar
            label={editor.readersLabel}
            value={as.elder ? 'elder' : 'standard'}
            onChange={(reader) => setAs({ ...as, elder: reader === 'elder' })}
            options={READERS.map((value) => ({ value, label: words.readers[value] }))}
          />
        </div>
        <div className="batch-actions">
          <Button type="primary" disabled={questions.length === 0 || batch.running} onClick={() => batch.run(questions, as)}>
            {words.run}
          </Button>
          {batch.running && <Button onClick={batch.stop}>{words.stop}</Button>}
          <input
            ref={file}
            type="file"
            accept=".txt,.csv,.tsv"
            hidden
            onChange={(event) => {
              const chosen = event.target.files?.[0];
              if (chosen) void read(chosen);
              event.target.value = '';
            }}
          />
          <Button icon={<UploadOutlined />} title={words.uploadHint} onClick={() => file.current?.click()}>
            {words.upload}
          </Button>
          <span className="kb-hint" role="status">
            {batch.running
              ? words.progress(batch.results.length, batch.total)
              : [
                  questions.length > 0 ? words.count(questions.length) : '',
                  tooLong > 0 ? words.tooLong(tooLong) : '',
                  beyond > 0 ? words.most(MOST_QUESTIONS) : '',
                ].join(' ')}
          </span>
        </div>
        {batch.error !== null && (
          <p className="field-error" role="alert">
            {errorWords(batch.error)}
          </p>
        )}
      </section>
      {batch.results.length > 0 ? (
        <BatchResults results={batch.results} />
      ) : (
        !batch.running && <Empty sign={<ExperimentOutlined />} title={words.emptyTitle} text={words.emptyText} />
      )}
    </>
  );
}
