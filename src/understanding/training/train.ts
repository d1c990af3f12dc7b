import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { artefactPath, writeArtefact } from '../model/artefact';
import { readCorpus } from './corpus';
import { learn } from './learn';

/** Build step: `content/` → `dist/understanding/model.bin`. Writes beside and renames, so that a running program never reads half. */
const corpus = readCorpus();
const { artefact, heldOut } = learn(corpus);
mkdirSync(dirname(artefactPath), { recursive: true });
writeFileSync(`${artefactPath}.new`, writeArtefact(artefact));
renameSync(`${artefactPath}.new`, artefactPath);
const right = heldOut.filter(({ expected, coarse }) => expected === coarse).length;
process.stderr.write(
  `Trained on ${corpus.utterances.length} utterances of ${corpus.intents.length} intents; ` +
    `${right} of ${heldOut.length} from unheard speakers are right.\n`,
);
