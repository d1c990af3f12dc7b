/**
 * How well the knowledge search finds: on our own unseen questions, and on real questions written by nobody here where
 * `../shared/data/dev` is at hand (their pool documents then stand as titles, without other wordings).
 * With XIAOBAO_EMBEDDINGS_URL and _MODEL also ranked by that endpoint, whose weight was chosen on our own questions only.
 * Beside each figure the plain way: cosine of TF-IDF over characters and pairs.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../src/config/config';
import { followVectors } from '../src/knowledge/heard-meanings';
import { connectEmbeddings } from '../src/open-embeddings';
import { loadSearchLexicon } from '../src/knowledge/lexicon';
import { questionsOf } from '../src/knowledge/entry';
import type { FaqEntry } from '../src/knowledge/entry';
import { loadFaqEntries } from '../src/knowledge/load-content';
import { lettersOf } from '../src/knowledge/letters';
import { normalise } from '../src/understanding/normalise';
import { createFaqSearch } from '../src/knowledge/search';
import type { FaqSearch } from '../src/knowledge/search';
import type { SemanticVectors } from '../src/knowledge/semantic-vectors';
import { createTextIndex } from '../src/knowledge/text-index';
import { createTitleSearch } from '../src/knowledge/title-search';
import { projectRoot } from '../src/platform/project-root';

const read = (text: string): string => lettersOf(normalise(text));

interface Questions {
  answered: { question: string; entries: string[] }[];
  unanswered: string[];
}

/** The places at which right answers stood; 0 where none was found. */
type Places = number[];

/** With each of them every entry is asked about anew, so that many entries are like one another, as in a large bank, and none is the same. */
const PRODUCTS = [
  '信用卡 借记卡 手机银行 网上银行 微信银行 个人住房贷款 消费贷款 经营贷款 定期存款 大额存单 结构性存款 理财产品 公募基金 养老储蓄',
  '国债 黄金积存 外汇业务 跨境汇款 第三方支付 云闪付 数字人民币 社保卡 公积金 代发工资 企业账户 个体工商户 对公结算 支票业务 银行承兑',
  '保管箱 自助设备 电话银行 短信通知 积分商城 分期付款 车位贷 助学贷款 农户贷款 保险代销 信托产品 私人银行 出国留学 签证服务 代缴水电费',
  '交通罚款 税务缴纳 慈善捐款 家族信托 供应链融资 绿色信贷 医保账户 校园卡 工会卡 军人卡',
].flatMap((line) => line.split(' '));

const lexicon = loadSearchLexicon();
const entries = loadFaqEntries();
const clock = { now: () => new Date('2026-11-25T02:00:00Z') };

void measure();

async function measure(): Promise<void> {
  const vectors = await connectEmbeddings(readConfig(process.env), {
    deadlineMs: 10_000,
    onOutcome: () => undefined,
    onChange: (asked, state) => console.log(`  the embedding endpoint (${asked}): ${state}`),
  });
  for (const name of ['questions', 'fresh-questions']) await measureOwn(name, vectors);
  for (const set of ['kb', 'pairs']) await measureShared(set, vectors);
  measureSpeed(10_000);
  await vectors?.close();
}

async function measureOwn(name: string, vectors?: SemanticVectors): Promise<void> {
  const { answered, unanswered } = readQuestions(name);
  const search = createFaqSearch(entries, { clock, lexicon, normalise, vectors });
  const published = entries.filter((entry) => entry.status === 'published');
  const texts = published.map((entry) => [entry.title, ...entry.wordings]);
  const plain = plainIndex(texts);
  const index = createTextIndex(
    texts.map((group) => group.map(read)),
    lexicon,
  );
  const placesIn = (rank: (text: string) => number[]): Places =>
    answered.map((row) => 1 + rank(row.question).findIndex((group) => row.entries.includes(published[group]?._id ?? '')));

  console.log(`\n${name}: ${answered.length} with an answer, ${unanswered.length} without`);
  report('plain TF-IDF', placesIn(plain));
  report(
    'this search',
    placesIn((text) => index.nearest(read(text)).map(({ group }) => group)),
  );
  reportVerdicts(search, { answered, unanswered }, () => undefined);
  if (!vectors) return;
  const heard = await hearAll(
    vectors,
    [...entries.flatMap(questionsOf), ...lexicon.declined.flatMap(({ wordings }) => wordings)],
    [...answered.map(({ question }) => question), ...unanswered],
  );
  const hear = followVectors(texts, vectors);
  report(
    'with the endpoint',
    placesIn((text) => index.nearest(read(text), hear(heard.get(text)!)).map(({ group }) => group)),
  );
  reportVerdicts(search, { answered, unanswered }, (question) => heard.get(question));
}

/** What is answered and offered, and what is not. */
function reportVerdicts(
  search: FaqSearch,
  { answered, unanswered }: Questions,
  vectorOf: (question: string) => Float32Array | undefined,
): void {
  const verdicts = answered.map(({ question, entries: right }) => {
    const { verdict, matches } = search.search(question, { vector: vectorOf(question) });
    return {
      verdict,
      right: right.includes(matches[0]?.entry._id ?? ''),
      offered: matches.some(({ entry }) => right.includes(entry._id)),
    };
  });
  const answers = verdicts.filter(({ verdict }) => verdict === 'answer');
  console.log(`  answered rightly ${percent(answers.filter(({ right }) => right).length, verdicts.length)}`);
  console.log(`  answered wrongly ${percent(answers.filter(({ right }) => !right).length, verdicts.length)}`);
  console.log(`  right one answered or offered ${percent(verdicts.filter(({ offered }) => offered).length, verdicts.length)}`);
  const kinds = unanswered.map((question) => search.search(question, { vector: vectorOf(question) }).verdict);
  for (const kind of ['answer', 'suggest']) {
    console.log(
      `  without an answer, yet "${kind}": ${percent(kinds.filter((verdict) => verdict === kind).length, kinds.length)}`,
    );
  }
}

async function measureShared(set: string, vectors?: SemanticVectors): Promise<void> {
  const folder = join(projectRoot, '..', 'shared', 'data', 'dev');
  if (!existsSync(join(folder, 'retrieval_eval.jsonl')))
    return console.log(`\n${set}: not measured, ../shared/data/dev is not here`);
  const ofSet = <Row extends { set: string }>(file: string): Row[] =>
    readFileSync(join(folder, file), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Row)
      .filter((row) => row.set === set);
  const titles = ofSet<{ set: string; text: string }>('retrieval_pool.jsonl').map(({ text }) => text);
  const rows = ofSet<{ set: string; query: string; positive: string }>('retrieval_eval.jsonl');
  const plain = plainIndex(titles.map((title) => [title]));
  const search = createTitleSearch(titles, lexicon, normalise, vectors);
  const placesIn = (rank: (text: string) => number[]): Places =>
    rows.map((row) => 1 + rank(row.query).findIndex((group) => titles[group] === row.positive));
  console.log(`\n${set}: ${rows.length} questions, ${titles.length} titles`);
  report('plain TF-IDF', placesIn(plain));
  report(
    'this search',
    placesIn((text) => search(text).map(({ title }) => title)),
  );
  if (!vectors) return;
  const heard = await hearAll(
    vectors,
    titles,
    rows.map(({ query }) => query),
  );
  report(
    'with the endpoint',
    placesIn((text) => search(text, heard.get(text)).map(({ title }) => title)),
  );
}

/** The vectors of the questions, once those of all texts are there. */
async function hearAll(
  vectors: SemanticVectors,
  texts: readonly string[],
  questions: readonly string[],
): Promise<Map<string, Float32Array>> {
  vectors.want(texts);
  await vectors.settled();
  const heard = new Map<string, Float32Array>();
  for (const question of questions) {
    const [vector] = (await vectors.ask([question])) ?? [];
    if (!vector) throw new Error('The embedding endpoint does not answer.');
    heard.set(question, vector);
  }
  return heard;
}

function readQuestions(name: string): Questions {
  return JSON.parse(readFileSync(join(projectRoot, 'test', 'knowledge', `${name}.json`), 'utf8')) as Questions;
}

function measureSpeed(count: number): void {
  const many = Array.from({ length: count }, (_, at): FaqEntry => {
    const entry = entries[at % entries.length]!;
    const product = PRODUCTS[Math.floor(at / entries.length)]!;
    const wordings = entry.wordings.map((wording, place) =>
      place % 2 ? `${wording}，${product}的` : `办${product}，${wording}`,
    );
    return { ...entry, _id: `${entry._id}-${at}`, status: 'published', title: `${product}：${entry.title}`, wordings };
  });
  const build = process.hrtime.bigint();
  const search = createFaqSearch(many, { clock, lexicon, normalise });
  search.warm();
  const built = milliseconds(build);
  const questions = ['questions', 'fresh-questions'].flatMap((name) => readQuestions(name).answered);
  const times = questions
    .map(({ question }) => {
      const ask = process.hrtime.bigint();
      search.search(question);
      return milliseconds(ask);
    })
    .sort((a, b) => a - b);
  const [half, most] = [0.5, 0.95].map((share) => times[Math.floor(share * times.length)]!.toFixed(2));
  console.log(`\n${count} entries: built in ${built.toFixed(0)} ms, asked in ${half} ms (p95 ${most} ms)`);
}

/** The baseline: cosine of TF-IDF over single characters and pairs. */
function plainIndex(groups: readonly (readonly string[])[]): (text: string) => number[] {
  const parts = (text: string): string[] =>
    [...text].flatMap((character, at, all) => [character, character + (all[at + 1] ?? '')]);
  const texts = groups.flatMap((group, at) => group.map((text) => ({ at, parts: new Set(parts(text)) })));
  const containing = new Map<string, number>();
  for (const text of texts) for (const part of text.parts) containing.set(part, (containing.get(part) ?? 0) + 1);
  const weight = (part: string): number => Math.log((1 + texts.length) / (1 + (containing.get(part) ?? 0))) + 1;
  const length = (found: ReadonlySet<string>): number => Math.hypot(...[...found].map(weight));
  return (question) => {
    const asked = new Set(parts(question));
    const best = new Map<number, number>();
    for (const text of texts) {
      const shared = [...asked].filter((part) => text.parts.has(part)).reduce((sum, part) => sum + weight(part) ** 2, 0);
      best.set(text.at, Math.max(best.get(text.at) ?? 0, shared / length(text.parts)));
    }
    return [...best]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 20)
      .map(([at]) => at);
  };
}

function report(name: string, places: Places): void {
  const share = (atMost: number): string => percent(places.filter((place) => place > 0 && place <= atMost).length, places.length);
  const reciprocal = places.reduce((sum, place) => sum + (place ? 1 / place : 0), 0) / places.length;
  console.log(`  ${name}: R@1 ${share(1)}, R@5 ${share(5)}, MRR ${reciprocal.toFixed(3)}`);
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}

function milliseconds(since: bigint): number {
  return Number(process.hrtime.bigint() - since) / 1e6;
}
