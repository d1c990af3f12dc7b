import { randomBytes } from 'node:crypto';
import { mkdirSync, openSync, readFileSync, writeSync, closeSync, fsyncSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config/config';
import { ConfigError } from './config/config-error';

/**
 * The key from which all others are derived: the configured one, or one made once and kept beside the embedded store.
 * @throws ConfigError where a shared store has no configured key: each process would make its own.
 */
export function masterKey(config: Config): Buffer {
  if (config.signingKey) return Buffer.from(config.signingKey, 'hex');
  if (config.mongo && config.production) {
    throw new ConfigError(
      'XIAOBAO_SIGNING_KEY is not set: with MONGODB_URI in production it takes 64 hexadecimal characters, the same on every server.',
    );
  }
  const path = join(config.dataDir, 'signing.key');
  mkdirSync(config.dataDir, { recursive: true });
  try {
    const file = openSync(path, 'wx', 0o600);
    writeSync(file, randomBytes(32).toString('hex'));
    fsyncSync(file);
    closeSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const key = readFileSync(path, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/.test(key))
    throw new ConfigError(`${path} is damaged: it must hold 64 hexadecimal characters. Restore it from a backup.`);
  return Buffer.from(key, 'hex');
}
