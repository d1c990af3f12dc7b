import type { WidgetSettings } from './direct-line';

/** How many files may be sent in one go. */
export const MOST_FILES = 5;

export type FileRefusal = 'tooLarge' | 'wrongType' | 'empty';

/** Why a file would be refused, known before it is sent. The server looks at its content again. */
export function refusalOf(
  file: { name: string; type: string; size: number },
  { maxUploadBytes, acceptedTypes }: Pick<WidgetSettings, 'maxUploadBytes' | 'acceptedTypes'>,
): FileRefusal | undefined {
  if (!acceptedTypes.includes(typeOf(file))) return 'wrongType';
  if (file.size === 0) return 'empty';
  return file.size > maxUploadBytes ? 'tooLarge' : undefined;
}

/** Bytes as a person reads them, in MB. */
export function showMegabytes(bytes: number): string {
  return `${Math.round((bytes / 1024 / 1024) * 10) / 10} MB`;
}

/** Some browsers leave the type of a picked file empty; its name then tells it. */
function typeOf({ name, type }: { name: string; type: string }): string {
  if (type) return type;
  const extension = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const known: Record<string, string> = {
    jpg: 'image/jpeg',
    jpeg: 'image/jpeg',
    png: 'image/png',
    gif: 'image/gif',
    webp: 'image/webp',
  };
  return extension === 'pdf' ? 'application/pdf' : (known[extension] ?? '');
}
