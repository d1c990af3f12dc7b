import fc from 'fast-check';
import { autosave, isUnsaved, nextAttempt, saveState, startAutosave } from '../../../web/console/pages/knowledge/editor/autosave';
import type { Autosave, AutosaveEvent } from '../../../web/console/pages/knowledge/editor/autosave';
import { aContent, anEntry } from './contents';

const begun = startAutosave(anEntry(3, aContent()));
const after = (...events: AutosaveEvent[]): Autosave => events.reduce(autosave, begun);
const edit = (answer: string): AutosaveEvent => ({ type: 'edited', change: { answer } });
const due: AutosaveEvent = { type: 'due' };
const saved = (revision: number, answer: string): AutosaveEvent => ({
  type: 'saved',
  entry: anEntry(revision, aContent({ answer })),
});
const stale = (revision: number, answer: string): AutosaveEvent => ({
  type: 'stale',
  entry: anEntry(revision, aContent({ answer })),
});

describe('saving by itself', () => {
  test('what was typed is sent after a pause, once, and then the server has it', () => {
    expect(saveState(begun)).toBe('saved');
    expect(nextAttempt(begun)).toBeNull();
    const typed = after(edit('一'), edit('一二'));
    expect(saveState(typed)).toBe('unsaved');
    expect(nextAttempt(typed)).toBeGreaterThan(0);
    const sending = autosave(typed, due);
    expect([saveState(sending), sending.sending?.answer, nextAttempt(sending)]).toEqual(['saving', '一二', null]);
    expect(autosave(sending, due)).toBe(sending);
    const done = autosave(sending, saved(4, '一二'));
    expect([saveState(done), done.revision, isUnsaved(done)]).toEqual(['saved', 4, false]);
  });

  test('what is typed while a text is on its way goes next', () => {
    const done = after(edit('一'), due, edit('一二'), saved(4, '一'));
    expect([saveState(done), done.content.answer, done.revision]).toEqual(['unsaved', '一二', 4]);
    expect(autosave(done, due).sending?.answer).toBe('一二');
  });

  test('an empty line more is nothing to save, and neither is a pasted line break in a wording', () => {
    const typed = after({ type: 'edited', change: { wordings: ['银行倒闭了存款怎么办', '  '], detail: '', reviewBy: '' } });
    expect(saveState(typed)).toBe('saved');
    const pasted = after({ type: 'edited', change: { wordings: ['一行\t两行\r\n'] } }, due);
    expect(pasted.sending?.wordings).toEqual(['一行 两行']);
  });

  test('without a network it is tried again, later each time, whatever is typed meanwhile', () => {
    const off = after(edit('一'), due, { type: 'unreached' });
    expect(saveState(off)).toBe('offline');
    const again = [due, { type: 'unreached' } as const, edit('一二')].reduce(autosave, off);
    expect(saveState(again)).toBe('offline');
    expect(nextAttempt(again)!).toBeGreaterThan(nextAttempt(off)!);
    const back = [due, saved(4, '一二')].reduce(autosave, again);
    expect([saveState(back), back.attempts]).toEqual(['saved', 0]);
  });

  test('what the server refuses waits for a change', () => {
    const refused = after(edit('一'), due, { type: 'refused', error: new Error('too long') });
    expect([saveState(refused), nextAttempt(refused)]).toEqual(['refused', null]);
    expect(saveState(autosave(refused, edit('二')))).toBe('unsaved');
  });
});

describe('somebody else saved first', () => {
  test('both texts stay until a person has chosen; typing and waiting do not end it', () => {
    const conflict = after(edit('我的'), due, stale(7, '她的'), edit('我的，改过'), due);
    expect([saveState(conflict), conflict.content.answer, conflict.theirs?.draft?.content.answer]).toEqual([
      'conflict',
      '我的，改过',
      '她的',
    ]);
    expect(conflict.sending).toBeNull();
    const settled = autosave(conflict, { type: 'settled', content: aContent({ answer: '我的，改过' }) });
    expect([saveState(settled), settled.revision]).toEqual(['unsaved', 7]);
  });

  test('it is no conflict when our own attempt arrived and only its answer was lost', () => {
    const found = after(edit('我的'), due, { type: 'unreached' }, due, stale(4, '我的'));
    expect([saveState(found), found.revision]).toEqual(['saved', 4]);
  });

  test('nor when they did something else with the text that we began with', () => {
    const found = after(edit('我的'), due, { type: 'stale', entry: anEntry(4, aContent()) });
    expect([saveState(found), found.revision, found.content.answer]).toEqual(['unsaved', 4, '我的']);
  });
});

describe('a text that this computer kept', () => {
  const kept = { content: aContent({ answer: '离线时写的' }), base: aContent(), revision: 3 };

  test('goes on where it was when nobody has written since', () => {
    expect(saveState(startAutosave(anEntry(3, aContent()), kept))).toBe('unsaved');
    expect(saveState(startAutosave(anEntry(5, aContent()), kept))).toBe('unsaved');
  });

  test('stands beside what somebody else has written since', () => {
    const state = startAutosave(anEntry(5, aContent({ answer: '她的' })), kept);
    expect([saveState(state), state.content.answer]).toEqual(['conflict', '离线时写的']);
  });

  test('is done with when the server has it already', () => {
    expect(saveState(startAutosave(anEntry(5, kept.content), kept))).toBe('saved');
  });
});

test('whatever happens in whatever order, the words under the pen are never taken away', () => {
  const events = fc.oneof(
    fc.string({ minLength: 1, maxLength: 5 }).map(edit),
    fc.constant(due),
    fc.constant<AutosaveEvent>({ type: 'unreached' }),
    fc.constant<AutosaveEvent>({ type: 'refused', error: null }),
    fc.tuple(fc.nat(9), fc.string()).map(([revision, answer]) => stale(revision, answer)),
    fc.nat(9).map((revision) => saved(revision, '')),
  );
  fc.assert(
    fc.property(fc.array(events, { maxLength: 20 }), (happened) => {
      let last = begun.content.answer;
      for (const event of happened) if (event.type === 'edited') last = event.change.answer ?? last;
      expect(happened.reduce(autosave, begun).content.answer).toBe(last);
    }),
  );
});
