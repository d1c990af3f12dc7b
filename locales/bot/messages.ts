import { en } from './en';
import { zhCN } from './zh-CN';

/** Every sentence the bot says, by language. English has exactly the keys of Chinese. */
export type Messages = typeof zhCN;

export const messages: Record<'zh-CN' | 'en', Messages> = { 'zh-CN': zhCN, en };
