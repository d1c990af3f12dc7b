import { Confusion } from '../src/understanding/confusion';
import { COARSE_INTENTS } from '../src/understanding/types';
import type { CoarseIntent, Understand } from '../src/understanding/types';
import { NOW, devLines } from './dev-data';
import { byKeyword } from './keyword-rules';
import { share, table } from './markdown';

interface Message {
  text: string;
  coarse: CoarseIntent;
  /** A second label that its annotator would accept. */
  alt?: CoarseIntent;
}

interface Answer {
  coarse: CoarseIntent;
  score: number;
}

const EDGES = [0, 0.3, 0.45, 0.6, 0.75, 0.9, 1] as const;

/** Intents on real messages: strict, and lenient where a second label was accepted; beside keyword rules; and how honest the scores are. */
export function evaluateIntents(understand: Understand): string {
  const messages = devLines<Message>('intent_eval.jsonl');
  if (!messages) return '`../shared/data/dev/intent_eval.jsonl` is not here: not measured.';
  const answers = messages.map(({ text }) => understand(text, { now: NOW }));
  const keywords = messages.map(({ text }): Answer => ({ coarse: byKeyword(text), score: 1 }));
  const [strict, lenient] = [judge(messages, answers, false), judge(messages, answers, true)];
  const [plainStrict, plainLenient] = [judge(messages, keywords, false), judge(messages, keywords, true)];
  const figures = (confusion: Confusion): string[] => [share(confusion.accuracy), share(confusion.macroF1)];
  return [
    `\`intent_eval.jsonl\`, ${messages.length} messages. Lenient: the label of an annotator's second choice counts as right too.`,
    table(
      ['', 'accuracy, strict', 'macro F1, strict', 'accuracy, lenient', 'macro F1, lenient'],
      [
        ['Xiaobao', ...figures(strict), ...figures(lenient)],
        ['keyword rules', ...figures(plainStrict), ...figures(plainLenient)],
      ],
    ),
    'Each label, strict (keyword rules beside it), and recall where a second label counts:',
    table(
      ['label', 'messages', 'precision', 'recall', 'F1', 'F1, keyword rules', 'recall, lenient'],
      COARSE_INTENTS.map((label) => {
        const { expected, precision, recall, f1 } = strict.scores(label);
        const figures = [precision, recall, f1, plainStrict.scores(label).f1, lenient.scores(label).recall];
        return [`\`${label}\``, String(expected), ...figures.map(share)];
      }),
    ),
    'Confusion, strict (rows: the label; columns, in the same order: what was understood):',
    matrix(strict),
    'Calibration (right: strict or by the second label). The bot asks back below 0.45:',
    calibration(messages, answers),
  ].join('\n\n');
}

function judge(messages: readonly Message[], answers: readonly Answer[], lenient: boolean): Confusion {
  const confusion = new Confusion();
  messages.forEach(({ coarse, alt }, index) => {
    const predicted = answers[index]!.coarse;
    confusion.add(lenient && predicted === alt ? alt : coarse, predicted);
  });
  return confusion;
}

function matrix(confusion: Confusion): string {
  return table(
    ['', ...COARSE_INTENTS.map((_, index) => String(index + 1))],
    COARSE_INTENTS.map((label, index) => [
      `${index + 1} \`${label}\``,
      ...COARSE_INTENTS.map((other) => String(confusion.count(label, other) || '·')),
    ]),
  );
}

function calibration(messages: readonly Message[], answers: readonly Answer[]): string {
  const rows = EDGES.slice(0, -1).flatMap((low, bin) => {
    const high = EDGES[bin + 1]!;
    const inside = answers.flatMap(({ score, coarse }, index) =>
      score >= low && (score < high || high === 1) ? [{ score, right: isRight(messages[index]!, coarse) }] : [],
    );
    if (inside.length === 0) return [];
    const mean = (values: readonly number[]): string => share(values.reduce((sum, one) => sum + one, 0) / values.length);
    return [
      [
        `${low.toFixed(2)}–${high.toFixed(2)}`,
        String(inside.length),
        mean(inside.map(({ score }) => score)),
        mean(inside.map(({ right }) => Number(right))),
      ],
    ];
  });
  return table(['score', 'messages', 'said', 'right'], rows);
}

function isRight({ coarse, alt }: Message, predicted: CoarseIntent): boolean {
  return predicted === coarse || predicted === alt;
}
