import type { Config } from './config/config';
import { withFaq } from './open-faq';
import { StorageError } from './storage/database';

const TIMEOUT_MS = 5000;

/**
 * Whether consumers of WeChat can open an entry now: as the store has it or, where a running server holds the store, as its help
 * centre shows it. That knows readers of the web only: what it does not show may still be there for WeChat.
 * @returns `undefined` where neither could say
 */
export async function posterEntryIsLive(config: Config, id: string): Promise<boolean | undefined> {
  try {
    return await withFaq(({ knowledge }) =>
      Promise.resolve(knowledge.entry(id, { channel: 'wechat', elder: false }) !== undefined),
    );
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    return (await helpCentreShows(config, id)) ? true : undefined;
  }
}

async function helpCentreShows({ publicUrl, port }: Config, id: string): Promise<boolean> {
  const page = `${publicUrl ?? `http://127.0.0.1:${port}`}/help/entry/${encodeURIComponent(id)}`;
  const answer = await fetch(page, { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(() => undefined);
  await answer?.body?.cancel();
  return answer?.status === 200;
}
