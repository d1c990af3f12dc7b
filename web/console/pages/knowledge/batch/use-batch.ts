import { useRef, useState } from 'react';
import type { TryQuestion } from '../knowledge-api';
import type { Tried } from '../knowledge-types';
import { useKnowledge } from '../use-knowledge';
import { inPortions } from './batch-questions';

/** As which consumer questions are asked. */
export type Asking = Required<Pick<TryQuestion, 'channel' | 'elder'>>;

export interface Batch {
  results: readonly Tried[];
  total: number;
  running: boolean;
  error: unknown;
  run(questions: readonly string[], as: Asking): void;
  stop(): void;
}

const PORTION = 100;

/** Asks many questions, a portion at a time, so that results show while the rest is on its way. */
export function useBatch(): Batch {
  const { api } = useKnowledge();
  const [results, setResults] = useState<readonly Tried[]>([]);
  const [total, setTotal] = useState(0);
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const turn = useRef(0);

  const ask = async (questions: readonly string[], as: Asking): Promise<void> => {
    const mine = ++turn.current;
    setResults([]);
    setTotal(questions.length);
    setError(null);
    setRunning(true);
    try {
      for (const portion of inPortions(questions, PORTION)) {
        const found = await api.try({ questions: portion, ...as });
        if (turn.current !== mine) return;
        setResults((before) => [...before, ...found]);
      }
    } catch (failure) {
      if (turn.current === mine) setError(failure);
    }
    if (turn.current === mine) setRunning(false);
  };
  return {
    results,
    total,
    running,
    error,
    run: (questions, as) => void ask(questions, as),
    stop: () => {
      turn.current++;
      setRunning(false);
    },
  };
}
