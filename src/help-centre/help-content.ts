import type { Category } from '../knowledge/categories';
import type { FaqEntry } from '../knowledge/entry';
import type { EntryBook } from '../knowledge/entry-book';
import type { AskKnowledge } from '../knowledge/knowledge';
import type { Reader } from '../knowledge/reader';

/** What the help centre shows of the knowledge: the very entries that the chat answers with. */
export interface HelpSources {
  book: Pick<EntryBook, 'all'>;
  knowledge: { search: AskKnowledge; entry(id: string, reader: Reader): FaqEntry | undefined };
  categories: readonly Category[];
  disclaimer: (entry: Pick<FaqEntry, 'category'>) => string | undefined;
}

export interface Topic {
  category: Category;
  entries: FaqEntry[];
}

/** Who reads: a consumer on the web. */
export function readerOf(elder: boolean): Reader {
  return { channel: 'web', elder };
}

/** The topics that have something live for this reader, in the register's order; entries by title. */
export function topicsFor({ book, knowledge, categories }: HelpSources, reader: Reader): Topic[] {
  const byCategory = new Map<string, FaqEntry[]>();
  for (const { _id, live } of book.all()) {
    const entry = live && knowledge.entry(_id, reader);
    if (entry) byCategory.set(entry.category, [...(byCategory.get(entry.category) ?? []), entry]);
  }
  return categories.flatMap((category) => {
    const entries = byCategory.get(category.key);
    return entries ? [{ category, entries: entries.sort((a, b) => a.title.localeCompare(b.title, 'zh-CN')) }] : [];
  });
}
