import { en } from './en';
import { zhCN } from './zh-CN';

/** English has exactly the keys of Chinese. */
export type HelpMessages = typeof zhCN;

export const helpMessages: Record<'zh-CN' | 'en', HelpMessages> = { 'zh-CN': zhCN, en };
