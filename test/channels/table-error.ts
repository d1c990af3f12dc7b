import { ERRORS } from '../../src/platform/errors';
import type { ErrorCode } from '../../src/platform/errors';

/** Expects the error of the table: its status, its code, its own sentence and nothing else; no stack, no internal text. */
export function expectTableError(answer: { status: number; body: unknown }, code: ErrorCode): void {
  const { status, message } = ERRORS[code];
  const sentence = new RegExp(`^${message.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '[^{}]*')}$`, 's');
  expect({ status: answer.status, body: answer.body }).toEqual({
    status,
    body: { error: { code, message: expect.stringMatching(sentence) as string } },
  });
  expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|\bat \w+ \(|Error:|\.[jt]s:\d/);
}
