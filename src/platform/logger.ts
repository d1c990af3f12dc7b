import pino from 'pino';

/** JSON lines on standard output. Callers pass ids and codes, never what people said. */
export type Logger = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** The second wall behind masking: fields that could carry personal data are removed wherever they appear. */
const REDACTED = [
  'text',
  'activity',
  'body',
  'password',
  'token',
  'authorization',
  'cookie',
  'phone',
  'idNumber',
  'name',
  'contact',
];

export function createLogger(level: string): Logger {
  return pino({
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: REDACTED.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), remove: true },
    serializers: { err: describeError },
  });
}

/** Type, code and place of an error; its message only where it is ours, since a library's message may quote what a consumer typed. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = (error as { code?: unknown }).code;
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return { type: error.name, code, at: frames.slice(0, 8).map((line) => line.trim()) };
}
