import type { Entity, IntentScore, SafetySignal, Understand } from './types';

/** The first, rule-only understanding: replaced by the trained one behind the same interface. */
const RULES: readonly (readonly [string, IntentScore['coarse'], RegExp])[] = [
  ['human', 'human_agent', /人工|真人|活人|转接|agent/i],
  ['withdraw', 'complaint', /撤(销|回|诉)/],
  ['progress', 'progress_query', /进度|怎么样了|XB\d{8}/i],
  ['complaint_generic', 'complaint', /投诉|乱扣|凭什么|骗/],
  ['kb', 'faq', /[?？吗]|怎么|多少|什么|如何/],
  ['smalltalk', 'smalltalk', /你好|在吗|谢谢|再见/],
];
const SAFETY: readonly (readonly [SafetySignal, RegExp])[] = [
  ['self_harm', /不想活|跳楼|自杀/],
  ['fraud_in_progress', /被骗了|给骗子转/],
];

export function createUnderstand(): Understand {
  return understand;
}

const understand: Understand = (text) => {
  const hit = RULES.find(([, , pattern]) => pattern.test(text)) ?? ['out_of_scope', 'out_of_scope', /./];
  const [intent, coarse] = hit as readonly [string, IntentScore['coarse'], RegExp];
  const entities: Entity[] = [];
  return {
    text,
    normalised: text,
    intent,
    coarse,
    score: hit[0] === 'out_of_scope' ? 0.3 : 0.9,
    alternatives: [],
    wishes: [{ intent, coarse, score: 0.9, text }],
    urgency: 'P2',
    route: 'bot',
    safety: SAFETY.filter(([, pattern]) => pattern.test(text)).map(([signal]) => signal),
    entities,
    taxonomy: { channel: [], business: [], cause: [] },
    requests: [],
    flags: [],
    mood: 'calm',
  };
};
