import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContentError } from '../../src/platform/content';
import { readArtefact, writeArtefact } from '../../src/understanding/model/artefact';
import { loadSentenceVectors } from '../../src/platform/sentence-vector';
import { createClassifier } from '../../src/understanding/model/classifier';
import { createFeatureReader } from '../../src/understanding/model/features';
import { readCorpus } from '../../src/understanding/training/corpus';
import { learn } from '../../src/understanding/training/learn';

const whole = readCorpus();
const kept = new Set(['human', 'progress', 'kb_loan']);
const small = {
  intents: whole.intents.filter(({ name }) => kept.has(name)),
  utterances: whole.utterances.filter(({ intent }) => kept.has(intent)),
};

describe('training', () => {
  const { artefact } = learn(small);
  const bytes = writeArtefact(artefact);

  test('the same content gives the same bytes', () => {
    expect(writeArtefact(learn(small).artefact).equals(bytes)).toBe(true);
  });

  test('what was learnt is still known when the model is stored and read again', () => {
    const folder = mkdtempSync(join(tmpdir(), 'model-'));
    const path = join(folder, 'model.bin');
    writeFileSync(path, bytes);
    const classify = createClassifier(readArtefact(path), createFeatureReader(loadSentenceVectors()));
    rmSync(folder, { recursive: true });
    expect(classify('我想找个人说话', [], 1)[0]?.intent.name).toBe('human');
    expect(classify('房贷利率现在多少', [], 1)[0]?.intent.name).toBe('kb_loan');
    const sum = classify('我的退款到哪了', [], artefact.intents.length).reduce(
      (total, { probability }) => total + probability,
      0,
    );
    expect(sum).toBeCloseTo(1);
  });

  test('a model that is missing or cut short says what to do', () => {
    const folder = mkdtempSync(join(tmpdir(), 'model-'));
    const path = join(folder, 'model.bin');
    expect(() => readArtefact(path)).toThrow('dist/understanding/model.bin is missing. Run `npm run build`.');
    writeFileSync(path, bytes.subarray(0, bytes.length / 2));
    expect(() => readArtefact(path)).toThrow(ContentError);
    rmSync(folder, { recursive: true });
  });
});

describe('the training utterances', () => {
  test('every coarse label and every speaker has its own', () => {
    expect(new Set(whole.intents.map(({ coarse }) => coarse)).size).toBe(9);
    const speakers = new Map<string, number>();
    for (const { intent } of whole.utterances) speakers.set(intent, (speakers.get(intent) ?? 0) + 1);
    expect([...speakers].filter(([, count]) => count < 30)).toEqual([]);
  });
});
