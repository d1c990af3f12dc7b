import { useEffect, useState } from 'react';
import { ApiError } from '../../../api';
import type { ImportCheck, ImportProgress } from './import-types';
import { useKnowledge } from '../use-knowledge';

export type ImportStep =
  | { kind: 'pick'; error?: unknown }
  | { kind: 'checking' }
  | { kind: 'checked'; check: ImportCheck; error?: unknown }
  | { kind: 'running'; check: ImportCheck; progress: ImportProgress | null }
  | { kind: 'over'; check: ImportCheck; progress: ImportProgress; all: boolean; error?: unknown };

export interface Import {
  step: ImportStep;
  check(file: File): void;
  apply(allOrNothing: boolean): void;
  /** Goes on with one that stopped. */
  again(): void;
  restart(): void;
}

const LOOK_MS = 800;
/** As the server takes it. */
const FILE_LIMIT = 20 * 1024 * 1024;

/** One import from the file to its end: checked first, applied on a word, watched until it is over. */
export function useImport(onImported: () => void): Import {
  const { api } = useKnowledge();
  const [step, setStep] = useState<ImportStep>({ kind: 'pick' });
  const [all, setAll] = useState(true);
  const importId = step.kind === 'running' ? step.check.importId : null;

  useEffect(() => {
    if (importId === null) return;
    let timer: ReturnType<typeof setTimeout>;
    let present = true;
    const look = async (): Promise<void> => {
      const progress = await api.importProgress(importId).catch(() => null);
      if (!present) return;
      if (progress?.state === 'done' || progress?.state === 'failed') {
        setStep((before) => (before.kind === 'running' ? { kind: 'over', check: before.check, progress, all } : before));
        return onImported();
      }
      // Not being reached is no end of it: the import goes on without this page.
      if (progress) setStep((before) => (before.kind === 'running' ? { ...before, progress } : before));
      timer = setTimeout(() => void look(), LOOK_MS);
    };
    void look();
    return () => {
      present = false;
      clearTimeout(timer);
    };
  }, [api, importId, all, onImported]);

  const start = (allOrNothing: boolean): void => {
    if (step.kind !== 'checked' && step.kind !== 'over') return;
    const { check } = step;
    setAll(allOrNothing);
    api.applyImport(check.importId, allOrNothing).then(
      () => setStep({ kind: 'running', check, progress: null }),
      (error: unknown) => setStep({ ...step, error }),
    );
  };

  return {
    step,
    apply: start,
    again: () => start(all),
    restart: () => setStep({ kind: 'pick' }),
    check: (file) => {
      // The server would end the connection in the middle of it, which a browser calls being offline.
      if (file.size > FILE_LIMIT) return setStep({ kind: 'pick', error: new ApiError(413, 'XB_TOO_LARGE') });
      setStep({ kind: 'checking' });
      api.checkImport(file).then(
        (check) => setStep({ kind: 'checked', check }),
        (error: unknown) => setStep({ kind: 'pick', error }),
      );
    },
  };
}
