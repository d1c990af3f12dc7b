import { fromBufferPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { ImportFileError } from './sheet';

const MEGABYTE = 1024 * 1024;
const PARTS_LIMIT = 500;
const UNPACKED_LIMIT = 64 * MEGABYTE;
/** Sheets of the same few words pack some 50 times; a bomb a thousand times. */
const RATIO_LIMIT = 300;
const RATIO_FROM = 4 * MEGABYTE;

/**
 * Unpacks the parts of a zip that `wanted` names, none larger than its budget: what it declares is checked before anything is unpacked,
 * and what really comes out is counted while it comes. Nothing else reads the archive.
 * @throws ImportFileError
 */
export async function unpackChecked(bytes: Buffer, wanted: (name: string) => boolean): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true, autoClose: false }).catch((error: unknown) => {
    throw new ImportFileError('notWorkbook', {}, { cause: error });
  });
  try {
    return await unpack(zip, await listEntries(zip), wanted);
  } catch (error) {
    if (error instanceof ImportFileError) throw error;
    throw new ImportFileError('notWorkbook', {}, { cause: error });
  } finally {
    zip.close();
  }
}

async function listEntries(zip: ZipFile): Promise<Entry[]> {
  if (zip.entryCount > PARTS_LIMIT) throw new ImportFileError('tooManyParts', { limit: PARTS_LIMIT });
  const entries: Entry[] = [];
  let unpacked = 0;
  for await (const entry of zip.eachEntry()) {
    entries.push(entry);
    unpacked += entry.uncompressedSize;
    if (entries.length > PARTS_LIMIT) throw new ImportFileError('tooManyParts', { limit: PARTS_LIMIT });
    if (unpacked > UNPACKED_LIMIT) throw new ImportFileError('tooLarge', { limit: UNPACKED_LIMIT / MEGABYTE });
    if (entry.uncompressedSize > RATIO_FROM && entry.uncompressedSize > RATIO_LIMIT * entry.compressedSize)
      throw new ImportFileError('tooDense', { limit: RATIO_LIMIT });
    if (entry.isEncrypted()) throw new ImportFileError('encrypted');
  }
  return entries;
}

async function unpack(zip: ZipFile, entries: readonly Entry[], wanted: (name: string) => boolean): Promise<Map<string, Buffer>> {
  const parts = new Map<string, Buffer>();
  let unpacked = 0;
  for (const entry of entries) {
    if (!wanted(entry.fileName) || parts.has(entry.fileName)) continue;
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      unpacked += (chunk as Buffer).length;
      if (unpacked > UNPACKED_LIMIT) throw new ImportFileError('tooLarge', { limit: UNPACKED_LIMIT / MEGABYTE });
      chunks.push(chunk as Buffer);
    }
    parts.set(entry.fileName, Buffer.concat(chunks));
  }
  return parts;
}
