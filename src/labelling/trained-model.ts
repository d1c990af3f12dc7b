import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { artefactPath, readArtefact, writeArtefact } from '../understanding/model/artefact';
import type { Artefact } from '../understanding/model/artefact';
import { createUnderstand } from '../understanding/understand';

const factsShape = z.object({
  trainedAt: z.iso.datetime(),
  labels: z.number().int(),
  /** How it did where it was compared, by figure. */
  figures: z.record(z.string(), z.number()),
  /** What it made of some texts when it was trained: an upgrade that changes what the model sees shows in them. */
  proof: z.array(z.object({ text: z.string(), coarse: z.string(), score: z.number() })),
});

export type ModelFacts = z.infer<typeof factsShape>;

/** The model that understands messages: the one that `npm run build` made, or one that `xiaobao train` put in its place. */
export interface ModelInUse {
  path: string;
  artefact: Artefact;
  /** Of a trained one. */
  facts?: ModelFacts;
  /** Why a trained model is there but not used (`unusable`), or should be trained anew (`older`: content was rebuilt since). */
  concern?: 'unusable' | 'older';
}

const TOLERANCE = 1e-3;
const PROOF = [
  '我要投诉你们乱收费',
  '怎么免年费',
  '查一下我的投诉进度',
  '卡被盗刷了快冻结',
  '转人工',
  '起诉你们要什么材料',
  '今天天气怎么样',
];

/**
 * The model for a start. A trained one lives in the data folder, so no build and no upgrade touches it; where the program has changed
 * so that it no longer says what it said, the built one is taken instead.
 * @throws ContentError where none was built.
 */
export function modelInUse(dataDir: string): ModelInUse {
  const { model } = placesIn(dataDir);
  if (!existsSync(model)) return { path: artefactPath, artefact: readArtefact() };
  const trained = readTrained(dataDir);
  if (!trained) return { path: artefactPath, artefact: readArtefact(), concern: 'unusable' };
  const older = existsSync(artefactPath) && statSync(artefactPath).mtimeMs > Date.parse(trained.facts.trainedAt);
  return { path: model, ...trained, ...(older ? { concern: 'older' as const } : {}) };
}

/** Puts a model in place for the next start, atomically; the one before stays beside it. */
export function placeModel(dataDir: string, artefact: Artefact, facts: Omit<ModelFacts, 'proof'>): void {
  const places = placesIn(dataDir);
  mkdirSync(join(dataDir, 'understanding'), { recursive: true });
  const complete: ModelFacts = { ...facts, proof: proofOf(artefact) };
  writeFileSync(`${places.model}.new`, writeArtefact(artefact));
  writeFileSync(`${places.facts}.new`, `${JSON.stringify(complete, null, 2)}\n`);
  if (existsSync(places.model)) {
    renameSync(places.model, places.formerModel);
    renameSync(places.facts, places.formerFacts);
  }
  // The facts first: a model without its own facts is not used.
  renameSync(`${places.facts}.new`, places.facts);
  renameSync(`${places.model}.new`, places.model);
}

/** Goes back to the model before: the one trained before, else the built one. @returns which; `none` where nothing was trained. */
export function revertModel(dataDir: string): 'former' | 'built' | 'none' {
  const { model, facts, formerModel, formerFacts } = placesIn(dataDir);
  if (!existsSync(model)) return 'none';
  if (!existsSync(formerModel)) {
    rmSync(model);
    rmSync(facts, { force: true });
    return 'built';
  }
  renameSync(formerFacts, facts);
  renameSync(formerModel, model);
  return 'former';
}

function placesIn(dataDir: string) {
  const place = (name: string): string => join(dataDir, 'understanding', name);
  return {
    model: place('model.bin'),
    facts: place('model.json'),
    formerModel: place('former.bin'),
    formerFacts: place('former.json'),
  };
}

function readTrained(dataDir: string): { artefact: Artefact; facts: ModelFacts } | undefined {
  const places = placesIn(dataDir);
  try {
    const facts = factsShape.parse(JSON.parse(readFileSync(places.facts, 'utf8')));
    const artefact = readArtefact(places.model);
    const now = proofOf(artefact);
    const holds = facts.proof.every(
      ({ coarse, score }, index) => now[index]?.coarse === coarse && Math.abs(now[index].score - score) < TOLERANCE,
    );
    return holds ? { artefact, facts } : undefined;
  } catch {
    return undefined;
  }
}

function proofOf(artefact: Artefact): ModelFacts['proof'] {
  const understand = createUnderstand(artefact);
  return PROOF.map((text) => {
    const { coarse, score } = understand(text, { now: new Date(0) });
    return { text, coarse, score };
  });
}
