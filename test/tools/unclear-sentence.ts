import { SURE } from '../../dialogs/intents';
import type { Understand } from '../../src/understanding/types';

const CANDIDATES = ['到底哪张才算数', '说是要两个人来', '他们说要按新的来', '表姐的意思是先不动', '这事办得让人寒心'];

/** A sentence with a phone number that the bot is not sure about, whatever the model has learned lately. */
export function unclearSentence(understand: Understand): string {
  const sentences = CANDIDATES.map((words) => `${words}，13800138000`);
  const found = sentences.find((text) => understand(text, { now: new Date('2026-11-25T02:00:00Z') }).score < SURE);
  if (found === undefined) throw new Error('The model is sure of every candidate: add one that says nothing clear.');
  return found;
}
