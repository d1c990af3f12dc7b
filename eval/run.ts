import { createUnderstand } from '../src/understanding/understand';
import { evaluateCost } from './cost';
import { evaluateIntents } from './intents';
import { writeReport } from './report';
import { evaluateSafety } from './safety';
import { evaluateSearch } from './search';
import { openSemantic } from './semantic';
import { evaluateSlots } from './slots';
import { evaluateSpecifications } from './specifications';

/*
 * `npm run eval`: how well and how fast messages are understood, into docs/understanding.md, and how well questions are found, into
 * docs/search.md. `-- --misses` lists what of the public specifications is read otherwise; never what of the messages is.
 */
const showMisses = process.argv.includes('--misses');

function reportUnderstanding(): void {
  const understand = createUnderstand();
  // First: what the other measurements load and compile would slow it down.
  const cost = evaluateCost(understand);
  writeReport({
    command: 'npm run eval',
    file: 'understanding.md',
    title: 'Understanding, measured',
    introduction: `Written by \`npm run eval\` on messages of others (\`../shared/data/dev\`, not in the repository), which nothing was trained on. Some settings were
chosen while looking at the figures of the intents and of the search (below the line says which): take those for an upper bound.`,
    sections: [
      ['Intents', evaluateIntents(understand)],
      ['Dangers', evaluateSafety(understand)],
      ['What stands in a message', evaluateSlots()],
      [
        'The specifications of Recognizers-Text',
        evaluateSpecifications((miss) => showMisses && process.stderr.write(`${miss}\n`)),
      ],
      ['Cost', cost],
    ],
  });
}

async function reportSearch(): Promise<void> {
  const semantic = await openSemantic();
  try {
    writeReport({
      command: 'npm run eval',
      file: 'search.md',
      title: 'Search, measured',
      introduction: `Written by \`npm run eval\`. Beside each figure, in the same run, the plain way: cosine of TF-IDF over characters and pairs of them.
Ranked by words and our own static vectors, in process; the last line of each, where there is one, with an embedding endpoint besides.`,
      sections: await evaluateSearch(semantic),
    });
  } finally {
    await semantic?.stop();
  }
}

reportUnderstanding();
void reportSearch();
