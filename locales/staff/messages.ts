import { en } from './en';
import { zhCN } from './zh-CN';

/** English has exactly the keys of Chinese. */
export type StaffMessages = typeof zhCN;

export const staffMessages: Record<'zh-CN' | 'en', StaffMessages> = { 'zh-CN': zhCN, en };
