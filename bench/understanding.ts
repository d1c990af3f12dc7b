/**
 * How well messages are understood, and how fast: intents on real messages of others where `../shared/data/dev` is at hand
 * (strict, and lenient where its annotator gave a second label), beside the keyword rules that this replaced; how honest the scores
 * are; load time; time a message; whether twice the text takes about twice the time. Nothing is trained on that data.
 */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../src/platform/project-root';
import { artefactPath } from '../src/understanding/model/artefact';
import { COARSE_INTENTS } from '../src/understanding/types';
import type { CoarseIntent, Understand } from '../src/understanding/types';
import { createUnderstand } from '../src/understanding/understand';

interface Message {
  text: string;
  coarse: CoarseIntent;
  alt?: CoarseIntent;
}

interface Judged {
  expected: CoarseIntent;
  predicted: CoarseIntent;
  score: number;
}

const now = new Date('2026-11-25T02:00:00Z');
const evaluation = join(projectRoot, '..', 'shared', 'data', 'dev', 'intent_eval.jsonl');

const begun = performance.now();
const understand = createUnderstand();
console.log(`load ${(performance.now() - begun).toFixed(0)} ms, artefact ${(statSync(artefactPath).size / 1e6).toFixed(2)} MB`);

if (existsSync(evaluation)) measureIntents(readMessages());
else console.log('../shared/data/dev is not here: only safety tables and speed are measured.');
measureSafety();
measureSpeed(understand);
measureGrowth(understand);

function readMessages(): Message[] {
  const lines = readFileSync(evaluation, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Message);
}

function measureIntents(messages: readonly Message[]): void {
  const answers = messages.map(({ text }) => understand(text, { now }));
  const strict = messages.map(({ coarse }, index): Judged => judged(coarse, answers[index]));
  const lenient = messages.map(({ coarse, alt }, index): Judged =>
    judged(answers[index]?.coarse === alt && alt ? alt : coarse, answers[index]),
  );
  const keywords = messages.map(({ text, coarse }): Judged => ({ expected: coarse, predicted: byKeyword(text), score: 1 }));
  console.log(`\nintent_eval.jsonl, ${messages.length} messages (the visible part)`);
  for (const [name, rows] of Object.entries({ strict, lenient, 'keyword rules, strict': keywords })) {
    console.log(`${name.padEnd(22)} macro F1 ${macroF1(rows).toFixed(3)}  accuracy ${accuracy(rows).toFixed(3)}`);
  }
  console.log('\nlabel               precision  recall (strict)   precision  recall (lenient)');
  for (const label of COARSE_INTENTS) {
    const [one, other] = [ofLabel(strict, label), ofLabel(lenient, label)];
    const cells = [one.precision, one.recall, other.precision, other.recall].map((value) => value.toFixed(2).padStart(9));
    console.log(label.padEnd(20) + cells.join(' '));
  }
  printReliability(lenient);
}

function judged(expected: CoarseIntent, answer: { coarse: CoarseIntent; score: number } | undefined): Judged {
  return { expected, predicted: answer?.coarse ?? 'out_of_scope', score: answer?.score ?? 0 };
}

/** What this replaced. */
function byKeyword(text: string): CoarseIntent {
  if (/人工|真人|活人|转接|agent/i.test(text)) return 'human_agent';
  if (/进度|怎么样了|到账/.test(text)) return 'progress_query';
  if (/盗刷|被骗|骗子|挂失/.test(text)) return 'fraud_emergency';
  if (/起诉|律师|法院|违法|合法/.test(text)) return 'legal_consult';
  if (/投诉|乱扣|凭什么/.test(text)) return 'complaint';
  if (/活动|讲座/.test(text)) return 'education_activity';
  if (/[?？吗]|怎么|多少|什么|如何/.test(text)) return 'faq';
  return /你好|在吗|谢谢|再见/.test(text) ? 'smalltalk' : 'out_of_scope';
}

function ofLabel(rows: readonly Judged[], label: CoarseIntent): { precision: number; recall: number } {
  const right = rows.filter(({ expected, predicted }) => expected === label && predicted === label).length;
  const named = rows.filter(({ predicted }) => predicted === label).length;
  const there = rows.filter(({ expected }) => expected === label).length;
  return { precision: right / Math.max(1, named), recall: right / Math.max(1, there) };
}

function macroF1(rows: readonly Judged[]): number {
  const each = COARSE_INTENTS.map((label) => {
    const { precision, recall } = ofLabel(rows, label);
    return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  });
  return each.reduce((sum, value) => sum + value, 0) / each.length;
}

function accuracy(rows: readonly Judged[]): number {
  return rows.filter(({ expected, predicted }) => expected === predicted).length / rows.length;
}

function printReliability(rows: readonly Judged[]): void {
  console.log('\nscore       messages   said   right (lenient)');
  for (const low of [0, 0.3, 0.45, 0.6, 0.75, 0.9]) {
    const high = { 0: 0.3, 0.3: 0.45, 0.45: 0.6, 0.6: 0.75, 0.75: 0.9, 0.9: 1.01 }[low] ?? 1;
    const bin = rows.filter(({ score }) => score >= low && score < high);
    if (bin.length === 0) continue;
    const said = bin.reduce((sum, { score }) => sum + score, 0) / bin.length;
    console.log(
      `${low.toFixed(2)}–${Math.min(1, high).toFixed(2)} ${String(bin.length).padStart(9)} ${said.toFixed(2).padStart(8)} ${accuracy(bin).toFixed(2).padStart(7)}`,
    );
  }
}

/** The tables of `content/safety`: near-total recall is a test; here is what rules and model say together. */
function measureSafety(): void {
  const folder = join(projectRoot, 'content', 'safety');
  console.log('\ndanger              recognised   false alarms');
  for (const name of readdirSync(folder)) {
    const { signal, positives, nearMisses } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as {
      signal: string;
      positives: string[];
      nearMisses: string[];
    };
    const alarmed = (texts: string[]) =>
      texts.filter((text) => understand(text, { now }).safety.some((one) => one === signal)).length;
    console.log(
      `${signal.padEnd(20)} ${alarmed(positives)} of ${positives.length}     ${alarmed(nearMisses)} of ${nearMisses.length}`,
    );
  }
}

function measureSpeed(run: Understand): void {
  const texts = readdirSync(join(projectRoot, 'content', 'intents')).flatMap((name) => {
    const file = JSON.parse(readFileSync(join(projectRoot, 'content', 'intents', name), 'utf8')) as {
      speakers: { utterances: string[] }[];
    };
    return file.speakers.flatMap(({ utterances }) => utterances);
  });
  for (const text of texts) run(text, { now });
  const times = texts.map((text) => {
    const start = performance.now();
    run(text, { now });
    return performance.now() - start;
  });
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(3);
  console.log(`\n${texts.length} messages: median ${at(0.5)} ms, p99 ${at(0.99)} ms`);
}

function measureGrowth(run: Understand): void {
  const story = '我上周在你们支行取钱，柜员说系统坏了让我等，等了两个小时没人管，卡里还少了三百块';
  console.log('\ntext of   story     one sign  digits    without a pause');
  for (const size of [12_500, 25_000, 50_000, 100_000]) {
    const texts = [story, '啊', '8', story.replaceAll('，', '')].map((piece) =>
      piece.repeat(Math.ceil(size / piece.length)).slice(0, size),
    );
    const cells = texts.map((text) => {
      const start = performance.now();
      run(text, { now });
      return `${(performance.now() - start).toFixed(0)} ms`.padEnd(9);
    });
    console.log(`${String(size).padEnd(9)} ${cells.join(' ')}`);
  }
}
