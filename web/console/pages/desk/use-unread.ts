import { useEffect, useState } from 'react';
import { kept } from '../../kept';
import { useApi } from '../../session';
import { hasUnread } from './conversation-state';

const LOOK_EVERY_MS = 8_000;

/**
 * Which of these conversations have words of the consumer that were not on the screen yet. They are asked in turn: a stream for each
 * would use up the six connections that a browser gives to one server.
 */
export function useUnread(ticketIds: readonly string[]): ReadonlySet<string> {
  const api = useApi();
  const [unread, setUnread] = useState<ReadonlySet<string>>(new Set());
  const key = ticketIds.join(' ');

  useEffect(() => {
    let present = true;
    const look = async (): Promise<void> => {
      const found = new Set<string>();
      for (const id of key.split(' ').filter(Boolean)) {
        const details = await api.ticket(id).catch(() => null);
        if (details && hasUnread(details.messages, kept(id).seen)) found.add(id);
      }
      if (present) setUnread(found);
    };
    void look();
    const timer = setInterval(() => void look(), LOOK_EVERY_MS);
    return () => {
      present = false;
      clearInterval(timer);
    };
  }, [api, key]);

  return unread;
}
