import { createContext, useContext } from 'react';
import type { KnowledgeApi } from './knowledge-api';
import type { Registers } from './knowledge-types';

interface KnowledgePort {
  api: KnowledgeApi;
  registers: Registers;
  /** May write; readers search and read. */
  mayWrite: boolean;
  /** May approve what others wrote. */
  mayApprove: boolean;
}

/** The API and the registers, for every page of the studio. */
export const KnowledgeContext = createContext<KnowledgePort | null>(null);

export function useKnowledge(): KnowledgePort {
  const port = useContext(KnowledgeContext);
  if (!port) throw new Error('useKnowledge needs a KnowledgeContext above it');
  return port;
}

/** The name of a category; the key where the register has none. */
export function useCategoryName(): (key: string) => string {
  const { categories } = useKnowledge().registers;
  return (key) => categories.find((one) => one.key === key)?.name ?? key;
}
