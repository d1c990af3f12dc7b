import { Checkbox, Input } from 'antd';
import { Field } from '../../../parts/field';
import { useKnowledgeTexts } from '../knowledge-texts';
import { CitationsField } from './citations-field';
import type { PartProps } from './editor';

/** What the answer rests on, from when to when it is said, and when it is looked at again. */
export function BasisFields(props: PartProps) {
  const { writing } = props;
  const { fields, editor: words } = useKnowledgeTexts();
  const { content } = writing.state;
  const reversed = content.validTo !== undefined && content.validTo !== '' && content.validTo < content.validFrom;
  const dates = [
    { name: 'validFrom', hint: words.validFromHint, error: undefined },
    { name: 'validTo', hint: words.validToHint, error: reversed ? words.datesReversed : undefined },
    { name: 'reviewBy', hint: words.reviewByHint, error: undefined },
  ] as const;
  return (
    <div className="editor-fields">
      <CitationsField {...props} />
      <div className="editor-dates">
        {dates.map(({ name, hint, error }) => (
          <Field key={name} label={fields[name] ?? ''} error={error}>
            {(links) => (
              <>
                <Input
                  {...links}
                  type="date"
                  value={content[name] ?? ''}
                  onChange={(event) => {
                    const day = event.target.value || undefined;
                    // An emptied first day would be no day at all: the former one stays.
                    if (day || name !== 'validFrom') writing.edit({ [name]: day });
                  }}
                />
                <p className="field-hint">{hint}</p>
              </>
            )}
          </Field>
        ))}
      </div>
      <Checkbox
        checked={content.needsConfirmation ?? false}
        onChange={(event) => writing.edit({ needsConfirmation: event.target.checked ? true : undefined })}
      >
        {words.needsConfirmation}
        <span className="field-hint">{words.needsConfirmationHint}</span>
      </Checkbox>
    </div>
  );
}
