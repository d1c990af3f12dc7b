/** What survives a reload, as JSON under one prefix. A browser that refuses storage gets one that lasts as long as the page. */
export interface Keep {
  read<T>(name: string): T | undefined;
  write(name: string, value: unknown): void;
}

/** The two calls of `Storage` that are needed. */
export interface TextStore {
  getItem(name: string): string | null;
  setItem(name: string, text: string): void;
}

/** A keep over `store`; `undefined` stands for blocked storage. A full or broken store is used as far as it goes. */
export function openKeep(store: TextStore | undefined, prefix: string): Keep {
  const memory = new Map<string, string>();
  return {
    read<T>(name: string): T | undefined {
      try {
        const text = memory.get(name) ?? store?.getItem(prefix + name) ?? undefined;
        return text === undefined ? undefined : (JSON.parse(text) as T);
      } catch {
        return undefined;
      }
    },
    write(name, value) {
      const text = JSON.stringify(value);
      try {
        if (!store) throw new Error('blocked');
        store.setItem(prefix + name, text);
        memory.delete(name);
      } catch {
        memory.set(name, text);
      }
    },
  };
}

/** The browser's own storage, or `undefined` where even touching it throws (private windows, blocked cookies). */
export function browserStore(): TextStore | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}
