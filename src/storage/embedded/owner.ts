import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StorageError } from '../database';

/** Who holds the folder; for people only, the lock itself is on the database file. */
interface Owner {
  pid: number;
  since: string;
}

export function claimOwnership(folder: string, now: Date): void {
  const owner: Owner = { pid: process.pid, since: now.toISOString() };
  writeFileSync(join(folder, 'owner.json'), JSON.stringify(owner));
}

export function dropOwnership(folder: string): void {
  rmSync(join(folder, 'owner.json'), { force: true });
}

/** The error that tells a second process who was first. */
export function lockedError(folder: string, cause: unknown): StorageError {
  const owner = readOwner(folder);
  const who = owner ? `process ${owner.pid} since ${owner.since}` : 'another process';
  return new StorageError(
    'locked',
    `The data folder ${folder} is in use by ${who}. Stop that process or choose another folder.`,
    { cause },
  );
}

function readOwner(folder: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'owner.json'), 'utf8')) as Owner;
  } catch {
    return undefined;
  }
}
