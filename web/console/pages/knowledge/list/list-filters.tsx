import { SearchOutlined } from '@ant-design/icons';
import { Input, Select } from 'antd';
import type { InputRef } from 'antd';
import type { RefObject } from 'react';
import { ChoiceBar } from '../choice-bar';
import { useKnowledgeTexts } from '../knowledge-texts';
import type { StatusFilter } from '../knowledge-types';
import { useKnowledge } from '../use-knowledge';
import { ATTENTION, SORTS, STATUS_FILTERS } from './list-filter';
import type { Attention, ListFilter } from './list-filter';

export interface ListFiltersProps {
  filter: ListFilter;
  counts: Record<StatusFilter, number> | undefined;
  search: RefObject<InputRef | null>;
  onChange(change: Partial<ListFilter>): void;
}

/** Everything that the list can be asked for. */
export function ListFilters({ filter, counts, search, onChange }: ListFiltersProps) {
  const texts = useKnowledgeTexts();
  const words = texts.list;
  const { registers } = useKnowledge();
  const cited = registers.instruments.filter(({ citedBy }) => citedBy > 0);
  const pick = (name: 'category' | 'author' | 'instrument', all: string, options: { value: string; label: string }[]) => (
    <Select
      className="kb-filter"
      aria-label={words[name]}
      value={filter[name]}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      onChange={(value: string) => onChange({ [name]: value })}
      options={[{ value: '', label: all }, ...options]}
    />
  );
  return (
    <div className="kb-filters">
      <ChoiceBar
        label={words.statusLabel}
        value={filter.status}
        onChange={(status) => onChange({ status })}
        options={[
          { value: '' as const, label: words.all },
          ...STATUS_FILTERS.map((value) => ({ value, label: texts.statuses[value], count: counts?.[value] })),
        ]}
      />
      <div className="kb-filter-row">
        <Input
          ref={search}
          className="kb-search"
          aria-label={words.searchLabel}
          placeholder={words.search}
          prefix={<SearchOutlined aria-hidden="true" />}
          allowClear
          value={filter.query}
          onChange={(event) => onChange({ query: event.target.value })}
        />
        {pick(
          'category',
          words.allCategories,
          registers.categories.map(({ key, name }) => ({ value: key, label: name })),
        )}
        {pick(
          'author',
          words.allAuthors,
          registers.authors.map(({ id, name }) => ({ value: id, label: name })),
        )}
        {pick(
          'instrument',
          words.allInstruments,
          cited.map(({ shortName }) => ({ value: shortName, label: shortName })),
        )}
        <Select
          className="kb-filter"
          aria-label={words.attention}
          value={filter.attention}
          popupMatchSelectWidth={false}
          onChange={(attention) => onChange({ attention })}
          options={[
            { value: '' as const, label: `${words.attention}${texts.colon}${words.attentionAll}` },
            ...(Object.keys(ATTENTION) as Attention[]).map((value) => ({ value, label: words[value] })),
          ]}
        />
        <Select
          className="kb-filter kb-sort"
          aria-label={words.sortLabel}
          value={filter.sort}
          popupMatchSelectWidth={false}
          onChange={(sort) => onChange({ sort })}
          options={SORTS.map((value) => ({ value, label: words.sorts[value] }))}
        />
      </div>
    </div>
  );
}
