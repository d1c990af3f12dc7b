import type { Activity } from './activity';
import { CallError } from './direct-line';
import type { Token } from './direct-line';
import type { UploadView } from './store';

/** A running upload of one file. */
export interface Upload {
  /** Rejects with a CallError; never settles after `cancel`. */
  done: Promise<void>;
  cancel: () => void;
}

export type StartUpload = (url: string, token: string, body: FormData, onPercent: (percent: number) => void) => Upload;

export interface UploadsOptions {
  start: StartUpload;
  urlFor: (token: Token) => string;
  withToken: <T>(call: (token: Token) => Promise<T>) => Promise<T>;
  onProgress: (key: string, upload: UploadView) => void;
}

/** The files on their way, each under its clientActivityID, so that one that is sent again is still shown once. */
export class Uploads {
  private readonly files = new Map<string, File>();
  private readonly running = new Map<string, Upload>();

  constructor(private readonly options: UploadsOptions) {}

  /** Sends a file. Never rejects. */
  async send(key: string, file: File): Promise<void> {
    const { start, urlFor, withToken, onProgress } = this.options;
    const form = new FormData();
    const activity: Activity = { type: 'message', channelData: { clientActivityID: key } };
    form.append('activity', new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' }), 'activity');
    form.append('file', file, file.name);
    this.files.set(key, file);
    onProgress(key, { percent: 0 });
    try {
      await withToken((token) => {
        if (!this.files.has(key)) return Promise.resolve(); // cancelled while the token was renewed
        const upload = start(urlFor(token), token.token, form, (percent) => onProgress(key, { percent }));
        this.running.set(key, upload);
        return upload.done;
      });
      this.forget(key);
    } catch (error) {
      onProgress(key, { percent: 0, failure: failureOf(error) });
    }
  }

  /** Sends again. @returns false when `key` is not a file's. */
  retry(key: string): boolean {
    const file = this.files.get(key);
    if (file) void this.send(key, file);
    return file !== undefined;
  }

  cancel(key: string): void {
    this.running.get(key)?.cancel();
    this.forget(key);
  }

  private forget(key: string): void {
    this.running.delete(key);
    this.files.delete(key);
  }
}

function failureOf(error: unknown): UploadView['failure'] {
  const status = error instanceof CallError ? error.status : 0;
  if (status === 413) return 'tooLargeByServer';
  return status === 415 ? 'refusedByServer' : 'failed';
}
