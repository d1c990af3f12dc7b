import type { KnowledgeTexts } from '../../../../locales/console/knowledge/zh-CN';
import type { Audience, Citation, Content } from './knowledge-types';

/** The lines of a field's value, in the words of a language. */
export function fieldWords(
  field: keyof Content,
  value: unknown,
  texts: KnowledgeTexts,
  categoryName: (key: string) => string,
): string[] {
  if (value === undefined || value === null || value === '') return [];
  switch (field) {
    case 'category':
      return [categoryName(value as string)];
    case 'wordings':
    case 'followUps':
      return value as string[];
    case 'citations':
      return (value as Citation[]).map(citationWords);
    case 'audience':
      return [audienceWords(value as Audience, texts)];
    case 'needsConfirmation':
      return [value ? texts.diff.yes : texts.diff.no];
    default:
      return [value as string];
  }
}

/** 《存款保险条例》第5条 */
export function citationWords({ instrument, article }: Citation): string {
  return `《${instrument}》${article ?? ''}`;
}

export function audienceWords({ channels, readers, staffOnly }: Audience, { editor, diff, comma }: KnowledgeTexts): string {
  const parts = [
    ...channels.map((channel) => editor.channels[channel]),
    ...(readers === 'all' ? [] : [editor.readers[readers]]),
    ...(staffOnly ? [editor.staffOnly] : []),
  ];
  return parts.join(comma) || diff.everyone;
}
