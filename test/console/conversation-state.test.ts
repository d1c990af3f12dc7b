import fc from 'fast-check';
import { conversationReducer, openConversation } from '../../web/console/pages/desk/conversation-state';
import type { ConversationAction, PendingMessage } from '../../web/console/pages/desk/conversation-state';
import { aMessage, aTicket } from './stand-ins';

const opened = (unsent: readonly PendingMessage[] = []) =>
  openConversation({ ticket: aTicket(), facts: [], messages: [aMessage(1)], lastSeq: 1 }, unsent);
const after = (actions: readonly ConversationAction[], unsent?: readonly PendingMessage[]) =>
  actions.reduce(conversationReducer, opened(unsent));

const hello: PendingMessage = { clientId: 'c1', text: '您好', note: false, state: 'sending' };
const spoken = (seq: number, change = {}) => aMessage(seq, { speaker: 'agent', text: '您好', ...change });

test('a reply stands at the end until the log has it, and then once', () => {
  const sending = after([{ type: 'sending', pending: hello }]);
  expect(sending.pending).toEqual([hello]);
  const sent = conversationReducer(sending, { type: 'sent', clientId: 'c1', message: spoken(2) });
  expect(sent.pending).toEqual([]);
  expect(conversationReducer(sent, { type: 'message', message: spoken(2) }).messages).toHaveLength(2);
});

test('the stream may be faster than the answer: still once', () => {
  const state = after([
    { type: 'sending', pending: hello },
    { type: 'message', message: spoken(2) },
    { type: 'sent', clientId: 'c1', message: spoken(2) },
  ]);
  expect(state.pending).toEqual([]);
  expect(state.messages.map(({ seq }) => seq)).toEqual([1, 2]);
});

test('a failure keeps the words, and a second attempt keeps their id', () => {
  const failed = after([
    { type: 'sending', pending: hello },
    { type: 'failed', clientId: 'c1' },
  ]);
  expect(failed.pending).toEqual([{ ...hello, state: 'failed' }]);
  const again = conversationReducer(failed, { type: 'sending', pending: failed.pending[0]! });
  expect(again.pending).toEqual([hello]);
});

test('a failure whose message arrived after all disappears', () => {
  const state = after([
    { type: 'sending', pending: hello },
    { type: 'failed', clientId: 'c1' },
    { type: 'message', message: spoken(2) },
  ]);
  expect(state.pending).toEqual([]);
});

test('a note is not taken for a reply of the same words', () => {
  const state = after([
    { type: 'sending', pending: hello },
    { type: 'message', message: spoken(2, { audience: 'staff' }) },
  ]);
  expect(state.pending).toEqual([hello]);
});

test('what was being sent when the page was closed waits for a decision', () => {
  expect(opened([hello]).pending).toEqual([{ ...hello, state: 'failed' }]);
});

test('typing shows until the consumer has said it', () => {
  const typing = after([{ type: 'typing', on: true }]);
  expect(typing.consumerTyping).toBeGreaterThan(0);
  expect(conversationReducer(typing, { type: 'message', message: aMessage(2) }).consumerTyping).toBe(0);
});

test('messages in any order, with repetitions, make one transcript in order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 60 }), (seqs) => {
      const { messages } = after(seqs.map((seq) => ({ type: 'message', message: aMessage(seq) })));
      expect(messages.map(({ seq }) => seq)).toEqual([...new Set([1, ...seqs])].sort((a, b) => a - b));
    }),
  );
});
