import { Input, Select } from 'antd';
import { Field } from '../../../parts/field';
import { useKnowledgeTexts } from '../knowledge-texts';
import { useKnowledge } from '../use-knowledge';
import type { PartProps } from './editor';

type TextName = 'answer' | 'detail' | 'plain';

/** The question, where it belongs, and the answer in its lengths. */
export function TextFields({ writing }: PartProps) {
  const texts = useKnowledgeTexts();
  const { fields, editor } = texts;
  const { registers } = useKnowledge();
  const { content } = writing.state;
  const hints: Record<TextName, string> = { answer: editor.answerHint, detail: editor.detailHint, plain: editor.plainHint };
  return (
    <div className="editor-fields">
      <div className="editor-pair">
        <Field label={fields.title ?? ''} error={over(content.title, registers.limits.title, editor.over)}>
          {(links) => (
            <Input {...links} value={content.title} onChange={(event) => writing.edit({ title: event.target.value })} />
          )}
        </Field>
        <Field label={fields.category ?? ''}>
          {(links) => (
            <Select
              {...links}
              showSearch={{ optionFilterProp: 'label' }}
              popupMatchSelectWidth={false}
              value={content.category}
              onChange={(category: string) => writing.edit({ category })}
              options={registers.categories.map(({ key, name }) => ({ value: key, label: name }))}
            />
          )}
        </Field>
      </div>
      {(['answer', 'detail', 'plain'] as const).map((name) => {
        const text = content[name] ?? '';
        const limit = registers.limits[name];
        return (
          <Field key={name} label={fields[name] ?? ''} error={over(text, limit, editor.over)}>
            {(links) => (
              <>
                <p className="field-hint">{hints[name]}</p>
                <Input.TextArea
                  {...links}
                  autoSize={{ minRows: name === 'detail' ? 4 : 3, maxRows: 16 }}
                  value={text}
                  onChange={(event) => writing.edit({ [name]: event.target.value })}
                />
                <p className="field-count" data-over={text.length > limit}>
                  {editor.count(text.length, limit)}
                </p>
              </>
            )}
          </Field>
        );
      })}
    </div>
  );
}

function over(text: string, limit: number, words: (count: number) => string): string | undefined {
  return text.length > limit ? words(text.length - limit) : undefined;
}
