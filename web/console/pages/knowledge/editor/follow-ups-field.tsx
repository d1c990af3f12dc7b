import { Select } from 'antd';
import { useState } from 'react';
import { Field } from '../../../parts/field';
import { useLoaded } from '../../../use-loaded';
import { useKnowledgeTexts } from '../knowledge-texts';
import { useKnowledge } from '../use-knowledge';
import type { PartProps } from './editor';

const MOST = 6;
const TYPING_PAUSE_MS = 250;

/** The entries that are offered as buttons after the answer, in their order. */
export function FollowUpsField({ writing, entryId }: PartProps) {
  const { fields, editor: words } = useKnowledgeTexts();
  const { api } = useKnowledge();
  const [typed, setTyped] = useState('');
  const { followUps } = writing.state.content;
  const { value: titles } = useLoaded(followUps.join(), () => titlesOf(followUps, (id) => api.entry(id)), {
    when: followUps.length > 0,
  });
  const query = new URLSearchParams({ query: typed, status: 'published', size: '20' });
  const { value: found, loading } = useLoaded(typed, () => api.entries(query), {
    pause: TYPING_PAUSE_MS,
    when: typed.trim() !== '',
  });
  const offered = (typed.trim() ? (found?.entries ?? []) : []).filter(({ id }) => id !== entryId);
  const names = new Map([...(titles ?? []), ...offered.map(({ id, title }) => [id, title] as const)]);
  return (
    <Field label={fields.followUps ?? ''}>
      {(links) => (
        <>
          <Select
            {...links}
            mode="multiple"
            maxCount={MOST}
            placeholder={words.addFollowUp}
            showSearch={{ filterOption: false, onSearch: setTyped }}
            loading={loading && typed !== ''}
            notFoundContent={null}
            value={followUps}
            onChange={(ids: string[]) => {
              setTyped('');
              writing.edit({ followUps: ids });
            }}
            labelRender={({ value }) => names.get(`${value}`) ?? `${value}`}
            options={offered.map(({ id, title }) => ({ value: id, label: title }))}
          />
          <p className="field-hint">{words.followUpsHint}</p>
        </>
      )}
    </Field>
  );
}

/** Titles by id; what is gone keeps its id, so that it is seen and can be taken out. */
async function titlesOf(ids: readonly string[], load: (id: string) => Promise<{ title: string }>): Promise<[string, string][]> {
  return Promise.all(
    ids.map((id) =>
      load(id).then(
        ({ title }): [string, string] => [id, title],
        (): [string, string] => [id, id],
      ),
    ),
  );
}
