import { en } from '../../locales/console/en';
import { zhCN } from '../../locales/console/zh-CN';
import type { ConsoleTexts } from '../../locales/console/zh-CN';
import { ApiError } from './api';
import { usePreferences } from './preferences';

/** The texts of the chosen language. */
export function useTexts(): ConsoleTexts {
  return usePreferences().language === 'en' ? en : zhCN;
}

/** What to tell a person about a failed call. */
export function errorWords(error: unknown, texts: ConsoleTexts): string {
  if (!(error instanceof ApiError)) return texts.errors.unknown;
  if (error.status === 0) return texts.errors.network;
  if (error.status === 429) return texts.errors.rateLimited(error.retryAfterSeconds ?? 60);
  if (error.status >= 500) return texts.errors.server;
  if (error.code === 'XB_TICKET_TAKEN') return texts.errors.notMine;
  if (error.code === 'XB_TICKET_CLOSED') return texts.conversation.alreadyClosed;
  if (error.code === 'XB_PHONE_TASK_CHANGED') return texts.calls.changed;
  if (error.code === 'XB_NO_PHONE') return texts.calls.noPhone;
  if (error.code === 'XB_FORBIDDEN') return texts.errors.forbiddenTitle;
  return error.status === 400 ? texts.errors.invalid : texts.errors.unknown;
}
