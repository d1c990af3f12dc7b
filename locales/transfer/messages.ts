import { en } from './en';
import { zhCN } from './zh-CN';

/** English has exactly the keys of Chinese. */
export type TransferMessages = typeof zhCN;

export const transferMessages: Record<'zh-CN' | 'en', TransferMessages> = { 'zh-CN': zhCN, en };
