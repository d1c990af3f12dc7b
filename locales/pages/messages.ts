import { en } from './en';
import { zhCN } from './zh-CN';

/** Every sentence of the secure pages, by language. English has exactly the keys of Chinese. */
export type PageTexts = typeof zhCN;

export const pageTexts: Record<'zh-CN' | 'en', PageTexts> = { 'zh-CN': zhCN, en };
