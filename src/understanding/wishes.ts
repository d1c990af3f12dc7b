/** Longer than this is a story, and a story is one wish. */
const LONGEST = 160;
const SHORTEST_PART = 4;
const CONNECTIVE =
  /(?:顺便|顺带|另外|还有|对了|再问|再帮|也想问|还想问|还要问|同时想|捎带|仲有|另加|also|by the way)[,，:：\s]*/gi;
const SENTENCE_END = /[。!?！？;；\n]+/;

/** A part of a message that may be a wish of its own, and whether the consumer marked it as one. */
export interface Part {
  text: string;
  /** After 顺便, 另外 …, not only after a full stop. */
  announced: boolean;
}

/** The parts of a message that could be separate wishes; one part where there is nothing to divide. */
export function divide(text: string): Part[] {
  if (text.length > LONGEST) return [{ text, announced: false }];
  const announced = text.split(CONNECTIVE).map(tidy).filter(isLongEnough);
  if (announced.length > 1) return announced.map((part) => ({ text: part, announced: true }));
  const sentences = text.split(SENTENCE_END).map(tidy).filter(isLongEnough);
  if (sentences.length === 2) return sentences.map((part) => ({ text: part, announced: false }));
  return [{ text, announced: false }];
}

function tidy(part: string): string {
  return part.replace(/^[,，、.\s]+|[,，、\s]+$/g, '');
}

function isLongEnough(part: string): boolean {
  return part.length >= SHORTEST_PART;
}
