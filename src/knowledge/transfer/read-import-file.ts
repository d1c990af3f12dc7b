import { extname } from 'node:path';
import type { TransferMessages } from '../../../locales/transfer/messages';
import type { RowDraft } from './columns';
import { decodeText, readDelimited } from './delimited';
import { readQnaFile } from './qna-file';
import { readTable } from './read-table';
import { ImportFileError } from './sheet';
import { readWorkbook } from './workbook';

/** The largest file that is taken. */
export const IMPORT_LIMIT = 20 * 1024 * 1024;

/**
 * The rows of a file, by the ending of its name.
 * @throws ImportFileError where the file as a whole cannot be read
 */
export async function readImportFile(name: string, bytes: Buffer, words: TransferMessages): Promise<RowDraft[]> {
  switch (extname(name).toLowerCase()) {
    case '.xlsx':
      return readTable(await readWorkbook(bytes), words);
    case '.tsv':
      return readTable(readDelimited(decodeText(bytes), '\t'), words);
    case '.csv':
      return readTable(readDelimited(decodeText(bytes), ','), words);
    case '.qna': {
      const drafts = readQnaFile(decodeText(bytes));
      if (drafts.length === 0) throw new ImportFileError('empty');
      return drafts;
    }
    default:
      throw new ImportFileError('kind');
  }
}
