import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { keep, kept } from '../../kept';
import type { Conversation } from './use-conversation';

/** Nearer to the end than this counts as reading the latest. */
const NEAR_END_PX = 48;

export interface Reading {
  frame: RefObject<HTMLDivElement | null>;
  lines: RefObject<HTMLOListElement | null>;
  onScroll(): void;
  atEnd: boolean;
  /** How many messages came while one read further up. */
  below: number;
  /** The first message that was not seen yet when it came. */
  unreadFrom: number | null;
  jump(): void;
}

/** Where somebody is in a conversation: follows the latest while one is there, and remembers what was seen. */
export function useReading({ ticket, messages, pending, consumerTyping }: Conversation): Reading {
  const frame = useRef<HTMLDivElement>(null);
  const lines = useRef<HTMLOListElement>(null);
  const lastTop = useRef(0);
  const lastSeq = messages.at(-1)?.seq ?? 0;
  const [seen, setSeen] = useState(() => kept(ticket.id).seen || lastSeq);
  const [unreadFrom, setUnreadFrom] = useState(() => firstAfter(messages, seen));
  const [atEnd, setAtEnd] = useState(true);

  const jump = useCallback(() => {
    const element = frame.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, []);

  const see = useCallback(() => {
    if (document.visibilityState !== 'visible') return;
    setSeen(lastSeq);
    keep(ticket.id, { seen: lastSeq });
  }, [ticket.id, lastSeq]);

  useLayoutEffect(() => {
    if (atEnd) jump();
  }, [atEnd, jump, lastSeq, pending, consumerTyping]);

  useLayoutEffect(() => {
    if (pending.at(-1)?.state === 'sending') jump();
  }, [jump, pending]);

  useEffect(() => {
    // A notice above or a longer draft below leaves less room, and a picture takes its room when it is there: the latest stays in view.
    if (!atEnd || !frame.current || !lines.current) return;
    const observer = new ResizeObserver(jump);
    observer.observe(frame.current);
    observer.observe(lines.current);
    return () => observer.disconnect();
  }, [atEnd, jump]);

  useEffect(() => {
    if (atEnd && document.visibilityState === 'visible') see();
    else setUnreadFrom((before) => (before !== null && before > seen ? before : firstAfter(messages, seen)));
  }, [atEnd, see, messages, seen]);

  useEffect(() => {
    const back = (): void => {
      if (atEnd) see();
    };
    document.addEventListener('visibilitychange', back);
    return () => document.removeEventListener('visibilitychange', back);
  }, [atEnd, see]);

  const onScroll = useCallback(() => {
    const element = frame.current;
    if (!element) return;
    const { scrollTop } = element;
    const near = element.scrollHeight - scrollTop - element.clientHeight < NEAR_END_PX;
    const upwards = scrollTop < lastTop.current;
    lastTop.current = scrollTop;
    // What has grown below since the last jump is followed in a moment: only who scrolls up leaves the latest.
    setAtEnd((before) => near || (before && !upwards));
  }, []);

  return { frame, lines, onScroll, atEnd, below: messages.filter(({ seq }) => seq > seen).length, unreadFrom, jump };
}

function firstAfter(messages: Conversation['messages'], seq: number): number | null {
  return messages.find((message) => message.seq > seq)?.seq ?? null;
}
