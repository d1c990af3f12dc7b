import { ClockCircleOutlined } from '@ant-design/icons';
import { Button, Input, Segmented } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useApi } from '../../session';
import { useTexts } from '../../texts';
import { useKeys } from '../../use-keys';
import { keep, kept } from '../../kept';
import './reply.css';

/** The server's limit, in characters. */
const LONGEST = 2_000;
const COUNT_FROM = 1_600;
const TYPING_EVERY_MS = 4_000;

export interface ReplyBoxProps {
  ticketId: string;
  onSend(text: string, note: boolean): void;
  /** That what is written will not reach the consumer now, and when it will. */
  willWait?: string;
}

/** Where one writes: to the consumer, or a note to colleagues. The draft survives a reload. */
export function ReplyBox({ ticketId, onSend, willWait }: ReplyBoxProps) {
  const texts = useTexts();
  const words = texts.reply;
  const api = useApi();
  const [draft, setDraft] = useState(() => kept(ticketId).draft);
  const [note, setNote] = useState(() => kept(ticketId).note);
  const area = useRef<TextAreaRef>(null);
  const lastTyping = useRef(0);
  const text = draft.trim();
  const over = text.length - LONGEST;

  useEffect(() => keep(ticketId, { draft, note }), [ticketId, draft, note]);
  useEffect(() => {
    // On a touch screen the focus would raise the keyboard over what one came to read.
    if (window.matchMedia('(pointer: fine)').matches) area.current?.focus({ cursor: 'end' });
  }, []);

  const write = (asNote: boolean): void => {
    setNote(asNote);
    area.current?.focus({ cursor: 'end' });
  };
  useKeys({ r: () => write(false), n: () => write(true) });

  const change = (value: string): void => {
    setDraft(value);
    if (note || !value.trim() || Date.now() - lastTyping.current < TYPING_EVERY_MS) return;
    lastTyping.current = Date.now();
    // A missing sign of typing harms nobody.
    api.typing(ticketId).catch(() => undefined);
  };
  const send = (): void => {
    if (!text || over > 0) return;
    onSend(text, note);
    setDraft('');
    lastTyping.current = 0;
    area.current?.focus();
  };
  const press = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    // 229: the Enter that ends a composition in Safari, which no longer counts as composing.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Escape') area.current?.blur();
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    send();
  };

  return (
    <footer className="reply" data-note={note || undefined}>
      <Segmented
        size="small"
        aria-label={words.modeLabel}
        value={note ? 'note' : 'reply'}
        onChange={(mode) => write(mode === 'note')}
        options={[
          { value: 'reply', label: words.toConsumer },
          { value: 'note', label: words.asNote },
        ]}
      />
      {willWait && !note && (
        <p className="reply-waits" role="status">
          <ClockCircleOutlined aria-hidden="true" /> {willWait}
        </p>
      )}
      <Input.TextArea
        ref={area}
        className="reply-area"
        aria-label={words.label}
        placeholder={note ? words.notePlaceholder : words.placeholder}
        autoSize={{ minRows: 2, maxRows: 8 }}
        variant="borderless"
        value={draft}
        onChange={(event) => change(event.target.value)}
        onKeyDown={press}
      />
      <div className="reply-foot">
        <span className="reply-hint">
          {over > 0 ? (
            <span className="reply-over" role="alert">
              {words.tooLong(over)}
            </span>
          ) : text.length >= COUNT_FROM ? (
            words.count(text.length, LONGEST)
          ) : (
            <span className="reply-keys">{words.keys}</span>
          )}
        </span>
        <Button type="primary" disabled={!text || over > 0} onClick={send}>
          {note ? words.saveNote : words.send}
        </Button>
      </div>
    </footer>
  );
}
