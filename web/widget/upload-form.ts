import { CallError, retryAfter } from './direct-line';
import type { Upload } from './uploads';

/** Sends a form by XMLHttpRequest, the one way that tells how far it has come. `onPercent` gets 0 to 100. */
export function uploadForm(url: string, token: string, body: FormData, onPercent: (percent: number) => void): Upload {
  const request = new XMLHttpRequest();
  const done = new Promise<void>((resolve, reject) => {
    request.upload.onprogress = ({ loaded, total }) => onPercent(total > 0 ? Math.round((loaded / total) * 100) : 0);
    request.onload = () => {
      if (request.status < 300) resolve();
      else reject(new CallError(request.status, retryAfter(request.getResponseHeader('retry-after'))));
    };
    request.onerror = request.ontimeout = () => reject(new CallError(0));
  });
  request.open('POST', url);
  request.timeout = 120_000;
  request.setRequestHeader('authorization', `Bearer ${token}`);
  request.send(body);
  return { done, cancel: () => request.abort() };
}
