import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import type { InputRef } from 'antd';
import { useEffect, useRef } from 'react';
import { useKnowledgeTexts } from '../knowledge-texts';
import type { Tried } from '../knowledge-types';
import { useLoaded } from '../../../use-loaded';
import { useKnowledge } from '../use-knowledge';
import { cleanContent } from './content';
import type { PartProps } from './editor';
import { TriedMark } from './tried-mark';
import { typeWording } from './wordings';

const TRY_PAUSE_MS = 700;
const MOST = 60;

/** Other ways of asking, each with what it finds now and would find with this text. */
export function WordingsField({ writing, entryId }: PartProps) {
  const texts = useKnowledgeTexts();
  const words = texts.editor;
  const { content } = writing.state;
  const { wordings } = content;
  const tried = useTried(writing, entryId);
  const inputs = useRef(new Map<number, InputRef>());
  const focusNext = useRef<number | null>(null);
  const set = (next: string[]): void => writing.edit({ wordings: next.slice(0, MOST) });
  const addAfter = (index: number): void => {
    focusNext.current = index + 1;
    set([...wordings.slice(0, index + 1), '', ...wordings.slice(index + 1)]);
  };

  useEffect(() => {
    if (focusNext.current === null) return;
    inputs.current.get(focusNext.current)?.focus();
    focusNext.current = null;
  }, [wordings]);

  return (
    <div className="wordings">
      <p className="field-hint">
        {words.wordingsHint} {words.pasteHint}
      </p>
      <div className="wording wording-title">
        <span className="wording-text">{content.title || texts.untitled}</span>
        <TriedMark tried={tried.get(content.title.trim())} entryId={entryId} />
      </div>
      {wordings.map((wording, index) => (
        <div key={index} className="wording">
          <Input
            ref={(input) => void (input ? inputs.current.set(index, input) : inputs.current.delete(index))}
            aria-label={words.wording(index + 1)}
            maxLength={200}
            value={wording}
            onChange={(event) => set(typeWording(wordings, index, event.target.value))}
            onPaste={(event) => {
              const text = event.clipboardData.getData('text');
              if (!/\n/.test(text.trim())) return;
              event.preventDefault();
              set(typeWording(wordings, index, `${wording}${text}`));
            }}
            onPressEnter={(event) => {
              if (event.nativeEvent.isComposing) return;
              addAfter(index);
            }}
          />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={words.removeWording(index + 1)}
            title={words.removeWording(index + 1)}
            onClick={() => set(wordings.filter((_, at) => at !== index))}
          />
          <TriedMark tried={tried.get(wording.trim())} entryId={entryId} />
        </div>
      ))}
      {wordings.length < MOST && (
        <Button type="dashed" icon={<PlusOutlined />} onClick={() => addAfter(wordings.length - 1)}>
          {words.addWording}
        </Button>
      )}
    </div>
  );
}

/** What each question of the text finds, by question. */
function useTried({ state }: PartProps['writing'], entryId: string): ReadonlyMap<string, Tried> {
  const { api } = useKnowledge();
  const content = cleanContent(state.content);
  const questions = [...new Set([content.title.trim(), ...content.wordings])].filter(Boolean);
  const { value } = useLoaded(JSON.stringify(content), () => api.try({ questions, content, entryId }), {
    pause: TRY_PAUSE_MS,
    when: questions.length > 0,
  });
  return new Map(value?.map((one) => [one.question, one]));
}
