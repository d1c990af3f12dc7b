import { en } from '../../../../locales/console/knowledge/en';
import { zhCN } from '../../../../locales/console/knowledge/zh-CN';
import type { KnowledgeTexts } from '../../../../locales/console/knowledge/zh-CN';
import { ApiError } from '../../api';
import { usePreferences } from '../../preferences';
import { errorWords, useTexts } from '../../texts';

/** The studio's texts in the chosen language. */
export function useKnowledgeTexts(): KnowledgeTexts {
  return usePreferences().language === 'en' ? en : zhCN;
}

/** Says what went wrong with a call to the knowledge API. */
export function useErrorWords(): (error: unknown) => string {
  const texts = useTexts();
  const { errors } = useKnowledgeTexts();
  const byCode: Record<string, string> = {
    XB_OWN_WORK: errors.ownWork,
    XB_FAQ_STATE: errors.state,
    XB_FAQ_STALE: errors.stale,
    XB_FAQ_BUSY: errors.busy,
    XB_FAQ_GATE: errors.gate,
    XB_DUPLICATE: errors.duplicate,
    XB_NO_ENTRY: errors.missing,
    XB_TOO_LARGE: errors.tooLarge,
  };
  return (error) =>
    (error instanceof ApiError ? (fileProblem(error) ?? byCode[error.code]) : undefined) ?? errorWords(error, texts);
}

/** What the server says of a file that it cannot read: a sentence in the language of the call. */
function fileProblem({ code, body }: ApiError): string | undefined {
  return code === 'XB_FAQ_FILE' ? (body as { problem?: string } | null)?.problem : undefined;
}
