import { loadFaqEntries } from '../../src/knowledge/load-content';
import { plainNormalise } from '../../src/knowledge/plain-normalise';
import { loadSearchLexicon } from '../../src/knowledge/lexicon';
import { createFaqSearch } from '../../src/knowledge/search';

const clock = { now: () => new Date('2026-11-25T02:00:00Z') };
const entries = loadFaqEntries();
const search = createFaqSearch(entries, { clock, lexicon: loadSearchLexicon(), normalise: plainNormalise });

describe('finding the approved answer', () => {
  it('answers the standard question', () => {
    const { verdict, matches } = search.search('存款保险最多赔多少');
    expect(verdict).toBe('answer');
    expect(matches[0]?.entry._id).toBe('deposit-insurance-limit');
  });

  it('says honestly that it does not know about the weather', () => {
    expect(search.search('今天天气真好')).toEqual({ verdict: 'none', matches: [] });
  });
});
