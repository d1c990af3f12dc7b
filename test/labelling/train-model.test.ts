import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { worseFigures } from '../../src/labelling/regression';
import { trainModel } from '../../src/labelling/train-model';
import { modelInUse, placeModel, revertModel } from '../../src/labelling/trained-model';
import { artefactPath, writeArtefact } from '../../src/understanding/model/artefact';
import { readCorpus } from '../../src/understanding/training/corpus';
import { learn } from '../../src/understanding/training/learn';
import { createUnderstand } from '../../src/understanding/understand';

const whole = readCorpus();
const kept = new Set(['human', 'progress', 'kb_loan']);
/** Three intents: quick to train, and far worse than what is built. */
const small = {
  intents: whole.intents.filter(({ name }) => kept.has(name)),
  utterances: whole.utterances.filter(({ intent }) => kept.has(intent)),
};
const now = new Date('2026-11-25T02:00:00Z');
const later = new Date(Date.now() + 60_000);
const figures = { regression: 0.5, unheard: 0.5 };

let dataDir: string;
beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'xiaobao-model-'))));
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

describe('a model trained from labels', () => {
  const { artefact } = learn(small);
  const place = (trainedAt = later, labels = 1) =>
    placeModel(dataDir, artefact, { trainedAt: trainedAt.toISOString(), labels, figures });

  it('is the built one as long as none was trained', () => {
    expect(modelInUse(dataDir)).toMatchObject({ path: artefactPath });
    expect(modelInUse(dataDir)).not.toHaveProperty('facts');
  });

  it('stands in the data folder, where the next start takes it, and the one before stays beside it', () => {
    place();
    place(later, 2);
    const { facts, path, artefact: used } = modelInUse(dataDir);
    expect({ labels: facts?.labels, path }).toEqual({ labels: 2, path: join(dataDir, 'understanding', 'model.bin') });
    expect(used.intents.map(({ name }) => name).sort()).toEqual([...kept].sort());
    expect(revertModel(dataDir)).toBe('former');
    expect(modelInUse(dataDir).facts?.labels).toBe(1);
    expect(revertModel(dataDir)).toBe('built');
    expect(modelInUse(dataDir).path).toBe(artefactPath);
    expect(revertModel(dataDir)).toBe('none');
  });

  it('is not used when it is damaged, when its facts are gone, or when the program reads texts otherwise than when it was trained', () => {
    const [model, facts] = ['model.bin', 'model.json'].map((name) => join(dataDir, 'understanding', name)) as [string, string];
    place();
    const whole = readFileSync(facts, 'utf8');
    writeFileSync(facts, whole.replace(/"score": 0\.\d+/, '"score": 0.123'));
    expect(modelInUse(dataDir)).toMatchObject({ path: artefactPath, concern: 'unusable' });
    rmSync(facts);
    expect(modelInUse(dataDir)).toMatchObject({ concern: 'unusable' });
    writeFileSync(facts, whole);
    expect(modelInUse(dataDir)).not.toHaveProperty('concern');
    writeFileSync(model, writeArtefact(artefact).subarray(0, 5000));
    expect(modelInUse(dataDir)).toMatchObject({ path: artefactPath, concern: 'unusable' });
  });

  it('says that content was built anew since', () => {
    place(new Date('2020-01-01T00:00:00Z'));
    expect(modelInUse(dataDir)).toMatchObject({ concern: 'older', path: join(dataDir, 'understanding', 'model.bin') });
  });

  it('is refused with the figures where it is worse than the running one', () => {
    const built = modelInUse(dataDir);
    const running = { ...built, facts: { trainedAt: now.toISOString(), labels: 0, figures: { unheard: 0.9 }, proof: [] } };
    const result = trainModel({ corpus: small, labels: [], running, dataDir, now });
    expect(result.worse).toContain('regression');
    expect(result.now.regression).toBeLessThan(result.before.regression);
    expect(existsSync(join(dataDir, 'understanding'))).toBe(false);
  });

  it('learns the labels, counts those that name nothing, and is put in place where it is no worse', () => {
    place();
    const labels = [
      ...['嘎嘣脆的那个', '嘎嘣脆怎么整', '就要嘎嘣脆', '嘎嘣脆啊'].map((text) => ({ text, intent: 'kb_loan' })),
      { text: '天气', intent: 'weather' },
    ];
    const result = trainModel({ corpus: small, labels, running: modelInUse(dataDir), dataDir, now: later });
    expect(result).toMatchObject({ worse: [], labels: 4, unknown: 1 });
    const { artefact: used, facts } = modelInUse(dataDir);
    expect(facts).toMatchObject({ labels: 4, trainedAt: later.toISOString(), figures: result.now });
    expect(createUnderstand(used)('嘎嘣脆', { now }).intent).toBe('kb_loan');
  });
});

describe('worse', () => {
  const before = { regression: 0.9, emergencies: 0.95, nearMisses: 0.9, unheard: 0.8 };
  it('is a fall by more than chance, of emergencies any fall', () => {
    expect(worseFigures(before, { ...before, regression: 0.896, unheard: 0.81 })).toEqual([]);
    expect(worseFigures(before, { ...before, regression: 0.89 })).toEqual(['regression']);
    expect(worseFigures(before, { ...before, emergencies: 0.949 })).toEqual(['emergencies']);
  });
});
