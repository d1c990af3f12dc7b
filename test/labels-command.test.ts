import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { modelInUse, placeModel, revertModel } from '../src/labelling/trained-model';
import { runCommand } from './tools/run-command';

let environment: Record<string, string>;
beforeAll(() => (environment = { XIAOBAO_DATA_DIR: mkdtempSync(join(tmpdir(), 'xiaobao-labels-')) }));
afterAll(() => rmSync(environment.XIAOBAO_DATA_DIR!, { recursive: true, force: true }));

describe('xiaobao labels', () => {
  it('takes labels in, says which rows are wrong, and gives them out again', async () => {
    const rows = ['{"text":"嘎嘣脆怎么整，13812345678","intent":"kb_loan"}', '{"text":"天气","intent":"weather"}', '{'].join(
      '\n',
    );
    expect(await runCommand(['labels', 'import'], environment, rows)).toEqual({
      code: 1,
      out: '1 labels taken over, 2 rows wrong.\n',
      err: 'line 2: intent: "weather" is not declared in content/intents\nline 3: This line is not valid JSON.\n',
    });
    const { out, code } = await runCommand(['labels', 'export'], environment);
    expect({ out, code }).toEqual({ out: '{"text":"嘎嘣脆怎么整，138****5678","intent":"kb_loan"}\n', code: 0 });
    expect(await runCommand(['labels', 'import'], environment, out)).toMatchObject({
      code: 0,
      out: '1 labels taken over, 0 rows wrong.\n',
    });
  });

  it('takes labels of an intent that is declared and that the model in use does not know yet', async () => {
    const { artefact } = modelInUse(environment.XIAOBAO_DATA_DIR!);
    const intents = artefact.intents.map((intent) => (intent.name === 'kb_loan' ? { ...intent, name: 'kb_before' } : intent));
    placeModel(
      environment.XIAOBAO_DATA_DIR!,
      { ...artefact, intents },
      { trainedAt: '2026-11-25T02:00:00Z', labels: 0, figures: {} },
    );
    expect(await runCommand(['labels', 'import'], environment, '{"text":"利率咋算","intent":"kb_loan"}')).toMatchObject({
      code: 0,
      out: '1 labels taken over, 0 rows wrong.\n',
    });
    revertModel(environment.XIAOBAO_DATA_DIR!);
  });

  it('knows no other direction: exit 2', async () => {
    expect((await runCommand(['labels'], environment)).code).toBe(2);
  });
});

describe('xiaobao train', () => {
  it('has nothing to go back to where nothing was trained: exit 1', async () => {
    expect(await runCommand(['train', '--revert'], environment)).toMatchObject({
      code: 1,
      out: expect.stringMatching(/Nothing was trained/) as string,
    });
  });
});
