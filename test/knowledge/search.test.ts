import fc from 'fast-check';
import { loadFaqEntries } from '../../src/knowledge/load-content';
import { entryAbout, readQuestions, searchOn } from './tools';

const entries = loadFaqEntries();
const published = entries.filter((entry) => entry.status === 'published');
const search = searchOn(entries);

const share = (part: number, whole: number): number => part / whole;

describe('finding the approved answer', () => {
  it('answers a consumer in their own words', () => {
    const { verdict, matches } = search.search('银行黄了我那六十万能赔几多');
    expect(verdict).toBe('answer');
    expect(matches[0]?.entry._id).toBe('deposit-insurance-limit');
    expect(matches[0]?.score).toBeLessThanOrEqual(1);
  });

  it('says honestly that it does not know about the weather, nor about an empty question', () => {
    for (const question of ['今天天气真好', '', '？？？'])
      expect(search.search(question)).toEqual({ verdict: 'none', matches: [] });
  });

  it('offers at most three titles, the likeliest first', () => {
    const { matches } = search.search('投诉');
    expect(matches.length).toBeLessThanOrEqual(3);
    const scores = matches.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(search.search('投诉', { limit: 1 }).matches.length).toBeLessThanOrEqual(1);
  });

  it('finds every published entry by each of its own wordings', () => {
    const lost = published.flatMap((entry) =>
      [entry.title, ...entry.wordings].filter((wording) => search.search(wording).matches[0]?.entry._id !== entry._id),
    );
    expect(lost).toEqual([]);
  });

  it('takes whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (question) => {
        const { verdict, matches } = search.search(question);
        expect(matches.every(({ score }) => score > 0 && score <= 1)).toBe(true);
        expect(verdict === 'none').toBe(matches.length === 0);
      }),
    );
  });
});

describe.each(['questions', 'fresh-questions'] as const)('unseen %s', (name) => {
  const { answered, unanswered } = readQuestions(name);
  const results = answered.map(({ question, entries: right }) => {
    const { verdict, matches } = search.search(question);
    return {
      verdict,
      first: right.includes(matches[0]?.entry._id ?? ''),
      offered: matches.some(({ entry }) => right.includes(entry._id)),
    };
  });

  it('are not repeated by any wording', () => {
    const known = new Set(entries.flatMap((entry) => [entry.title, ...entry.wordings]));
    expect(answered.filter(({ question }) => known.has(question))).toEqual([]);
  });

  it('find the right entry first', () => {
    expect(share(results.filter(({ first }) => first).length, results.length)).toBeGreaterThanOrEqual(0.85);
  });

  it('have the right entry answered or among the titles offered', () => {
    expect(share(results.filter(({ offered }) => offered).length, results.length)).toBeGreaterThanOrEqual(0.92);
  });

  it('are seldom answered with something else', () => {
    const wrong = results.filter(({ verdict, first }) => verdict === 'answer' && !first);
    expect(share(wrong.length, results.length)).toBeLessThanOrEqual(0.025);
  });

  it('without an answer get none', () => {
    const answers = unanswered.filter((question) => search.search(question).verdict === 'answer');
    expect(share(answers.length, unanswered.length)).toBeLessThanOrEqual(0.02);
  });
});

describe('what may be found', () => {
  const coin = entryAbout('破损硬币能换吗', ['硬币坏了怎么换']);

  it('is only what is published', () => {
    for (const status of ['draft', 'in_review', 'expired', 'withdrawn'] as const) {
      expect(searchOn([{ ...coin, status }]).search('硬币坏了怎么换').verdict).toBe('none');
    }
  });

  it('is only what is valid today, to the last day in Shanghai', () => {
    const dated = [{ ...coin, validFrom: '2026-11-20', validTo: '2026-11-25' }];
    expect(searchOn(dated, '2026-11-25').search('硬币坏了怎么换').verdict).toBe('answer');
    expect(searchOn(dated, '2026-11-26').search('硬币坏了怎么换').verdict).toBe('none');
    expect(searchOn(dated, '2026-11-19').search('硬币坏了怎么换').verdict).toBe('none');
  });

  it('is not the neighbour of a topic that still needs confirmation', () => {
    const unconfirmed = entryAbout('纪念币能换吗', ['纪念币怎么换'], { status: 'draft', needsConfirmation: true });
    expect(searchOn([coin, unconfirmed]).search('纪念币怎么换').verdict).not.toBe('answer');
  });
});
