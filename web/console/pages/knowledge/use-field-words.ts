import { fieldWords } from './field-words';
import { useKnowledgeTexts } from './knowledge-texts';
import type { Content } from './knowledge-types';
import { useCategoryName } from './use-knowledge';

/** Says what a field holds, a line each; none where it is empty. */
export function useFieldWords(): (field: keyof Content, value: unknown) => string[] {
  const texts = useKnowledgeTexts();
  const categoryName = useCategoryName();
  return (field, value) => fieldWords(field, value, texts, categoryName);
}
