import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../platform/project-root';

/** Every card's size in pixels; what matters stands in the middle square, which WeChat cuts out. */
export const CARD = { width: 1200, height: 630 } as const;
/** The card of the help centre itself, and of a topic that a bank has added and made none for. */
export const GENERAL_CARD = 'general';
export const CARD_FOLDER = join(projectRoot, 'web', 'help-centre', 'share');

/** The pictures that a shared page is shown with, in PNG: one a topic, by its key. Made by test/tools/make-share-cards.ts. */
export type ShareCards = ReadonlyMap<string, Buffer>;

export function readShareCards(): ShareCards {
  const files = readdirSync(CARD_FOLDER).filter((name) => name.endsWith('.png'));
  return new Map(files.map((name) => [name.slice(0, -'.png'.length), readFileSync(join(CARD_FOLDER, name))]));
}

/** Where the card of a topic is; of the help centre where no topic is given, or it has none. */
export function cardPath(cards: ShareCards, topic: string = GENERAL_CARD): string {
  return `/help/share/${cards.has(topic) ? topic : GENERAL_CARD}.png`;
}
