import { en } from './en';
import { zhCN } from './zh-CN';

/** English has exactly the keys of Chinese. */
export type TransferMessages = typeof zhCN;

export type TransferLocale = 'zh-CN' | 'en';

export const transferMessages: Record<TransferLocale, TransferMessages> = { 'zh-CN': zhCN, en };
