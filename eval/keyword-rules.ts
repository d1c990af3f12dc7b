import type { CoarseIntent } from '../src/understanding/types';

/** The baseline for intents: what a chat bot of keyword rules says. */
export function byKeyword(text: string): CoarseIntent {
  if (/人工|真人|活人|转接|agent/i.test(text)) return 'human_agent';
  if (/进度|怎么样了|到账/.test(text)) return 'progress_query';
  if (/盗刷|被骗|骗子|挂失/.test(text)) return 'fraud_emergency';
  if (/起诉|律师|法院|违法|合法/.test(text)) return 'legal_consult';
  if (/投诉|乱扣|凭什么/.test(text)) return 'complaint';
  if (/活动|讲座/.test(text)) return 'education_activity';
  if (/[?？吗]|怎么|多少|什么|如何/.test(text)) return 'faq';
  return /你好|在吗|谢谢|再见/.test(text) ? 'smalltalk' : 'out_of_scope';
}
