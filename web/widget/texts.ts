import { en } from '../../locales/widget/en';
import { zhCN } from '../../locales/widget/zh-CN';
import type { WidgetTexts } from '../../locales/widget/zh-CN';

export type Locale = 'zh-CN' | 'en';

/** All sentences of the widget in one language. */
export function textsOf(locale: Locale): WidgetTexts {
  return locale === 'en' ? en : zhCN;
}

/** The supported language that a setting or an attribute means. */
export function localeOf(value: string | undefined): Locale | undefined {
  if (/^zh/i.test(value ?? '')) return 'zh-CN';
  return /^en/i.test(value ?? '') ? 'en' : undefined;
}
