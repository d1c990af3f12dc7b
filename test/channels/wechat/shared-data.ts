import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWhere } from '../../tools/optional-suite';

const folder = join('/work', 'shared', 'data', 'dev', 'wechat');

/** A suite on the published vectors and samples, which are not ours to keep in the repository. */
export function describeWithVectors(name: string, suite: () => void): void {
  describeWhere('WeChat vectors', existsSync(folder) ? undefined : 'not on this machine', name, suite);
}

export function readVectors<T>(file: string): T[] {
  return existsSync(folder) ? (JSON.parse(readFileSync(join(folder, file), 'utf8')) as T[]) : [];
}
