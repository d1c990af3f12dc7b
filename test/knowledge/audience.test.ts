import type { Audience } from '../../src/knowledge/entry';
import { EVERYONE } from '../../src/knowledge/entry';
import type { EntryRecord } from '../../src/knowledge/entry-record';
import { loadSearchLexicon } from '../../src/knowledge/lexicon';
import { Knowledge } from '../../src/knowledge/knowledge';
import type { Reader } from '../../src/knowledge/reader';
import { normalise } from '../../src/understanding/normalise';
import { Day, WEB } from './open';
import { entryContent } from './tools';

const QUESTION = '硬币坏了怎么换';
const WECHAT: Reader = { channel: 'wechat', elder: false };
const ELDER: Reader = { channel: 'web', elder: true };

let knowledge: Knowledge;
beforeEach(() => {
  knowledge = new Knowledge({ clock: new Day(), lexicon: loadSearchLexicon(), normalise });
  knowledge.follow(live('other', { title: '外币零钱能换吗', wordings: ['外币硬币怎么换'], answer: '外币硬币的答案。' }));
});

describe('whom an answer is for', () => {
  it('is everyone, unless it says otherwise', () => {
    knowledge.follow(live('coin', {}));
    for (const reader of [WEB, WECHAT, ELDER, 'staff'] as const) expect(found(reader)).toBe('coin');
  });

  it('is never a consumer where it is for staff only, neither by search nor by id', () => {
    knowledge.follow(live('coin', { audience: { ...EVERYONE, staffOnly: true } }));
    for (const reader of [WEB, WECHAT, ELDER] as const) {
      expect(knowledge.search(QUESTION, reader).matches.map(({ entry }) => entry._id)).not.toContain('coin');
      expect(knowledge.entry('coin', reader)).toBeUndefined();
    }
    expect(found('staff')).toBe('coin');
  });

  it('is told apart by channel and by mode, the same question having an answer for each', () => {
    knowledge.follow(live('here', { audience: { ...EVERYONE, channels: ['web'], readers: 'standard' } }));
    knowledge.follow(live('wechat', { audience: { ...EVERYONE, channels: ['wechat'] } }));
    knowledge.follow(live('elder', { audience: { ...EVERYONE, channels: ['web'], readers: 'elder' } }));
    expect([found(WEB), found(WECHAT), found(ELDER)]).toEqual(['here', 'wechat', 'elder']);
  });

  it('may change, from one question to the next', () => {
    knowledge.follow(live('coin', {}));
    expect(found(WEB)).toBe('coin');
    knowledge.follow({ ...live('coin', { audience: { ...EVERYONE, staffOnly: true } }), revision: 2 });
    expect(found(WEB)).toBeUndefined();
    knowledge.follow({ ...live('coin', {}), revision: 3 });
    expect(found(WEB)).toBe('coin');
  });
});

describe('ten thousand entries and more', () => {
  const many = 1500;
  beforeEach(() => {
    for (let at = 0; at < many; at++)
      knowledge.follow(
        live(`bulk-${at}`, { title: `第${at}号网点几点开门`, wordings: [`${at}号网点的营业时间`], answer: '请看公告。' }),
      );
    knowledge.search('先建好索引', WEB);
  });
  afterEach(() => knowledge.close());

  it('find what is new, changed and gone with the next question', () => {
    knowledge.follow(live('coin', {}));
    expect(found(WEB)).toBe('coin');
    knowledge.follow({ ...live('coin', { answer: '新的答案，换了一个说法。' }), revision: 2 });
    expect(knowledge.search(QUESTION, WEB).matches[0]?.entry.answer).toBe('新的答案，换了一个说法。');
    knowledge.follow({ ...live('coin', {}), revision: 3, live: undefined });
    expect(knowledge.search(QUESTION, WEB).matches.map(({ entry }) => entry._id)).not.toContain('coin');
    expect(knowledge.search('1234号网点的营业时间', WEB).matches[0]?.entry._id).toBe('bulk-1234');
  });

  it('are tried with a text that is not live yet, and are as before afterwards', () => {
    const { live: version } = live('coin', {});
    const trial = knowledge.trial([
      {
        _id: 'coin',
        version: 0,
        status: 'published',
        author: '',
        versionDate: '2026-11-25',
        ...version!.content,
      },
    ]);
    expect(trial(QUESTION, WEB).matches[0]?.entry._id).toBe('coin');
    expect(knowledge.search(QUESTION, WEB).matches.map(({ entry }) => entry._id)).not.toContain('coin');
  });

  it('are built anew in one go after a bulk change', () => {
    for (let at = 0; at < 150; at++)
      knowledge.follow({
        ...live(`bulk-${at}`, { title: `第${at}号网点换了地方吗`, wordings: [`${at}号网点搬家`] }),
        revision: 2,
      });
    knowledge.follow(live('coin', {}));
    // The latest change is found at once, whatever waits.
    expect(knowledge.search(QUESTION, WEB).matches[0]?.entry._id).toBe('coin');
  });
});

function live(
  _id: string,
  { audience = EVERYONE, ...changes }: Partial<ReturnType<typeof entryContent>> & { audience?: Audience },
): EntryRecord {
  const at = new Date('2026-11-25T04:00:00Z');
  const content = entryContent({ ...changes, audience });
  return {
    _id,
    revision: 1,
    status: 'published',
    updatedAt: at,
    live: { version: 1, content, author: 'lin', authors: ['lin'], approver: 'wang', approvedAt: at, versionDate: '2026-11-25' },
  };
}

function found(reader: Reader): string | undefined {
  const { verdict, matches } = knowledge.search(QUESTION, reader);
  return verdict === 'answer' ? matches[0]?.entry._id : undefined;
}
