import type { ApiRoute, Call, Content } from './api-server';
import type { Media, MediaStore } from './media';
import { Refusal } from './refusal';
import { unixTime } from './pace';
import type { Pace } from './pace';

const ENDINGS: Record<string, string> = { image: 'jpg', voice: 'amr', video: 'mp4', thumb: 'jpg' };

/** Fetching and uploading temporary media, and the places where pictures and videos lie open. */
export function mediaRoutes(options: { media: MediaStore; pace: Pace; origin: () => string }): ApiRoute[] {
  const { media, pace, origin } = options;
  const idOf = ({ url }: Call): string => url.searchParams.get('media_id') ?? '';
  return [
    {
      method: 'GET',
      path: '/cgi-bin/media/get',
      handle(call) {
        const found = media.get(idOf(call));
        if (found.type === 'video') return { video_url: `${origin()}/open/media?media_id=${idOf(call)}` };
        return attached(found);
      },
    },
    { method: 'GET', path: '/open/media', open: true, handle: (call) => attached(media.get(idOf(call))) },
    {
      method: 'POST',
      path: '/cgi-bin/media/upload',
      async handle(call) {
        const type = call.url.searchParams.get('type') ?? '';
        const file = await fileOf(call);
        const id = media.upload({ type, contentType: file.type, bytes: Buffer.from(await file.arrayBuffer()) }, file.name);
        return { type, [type === 'thumb' ? 'thumb_media_id' : 'media_id']: id, created_at: unixTime(pace) };
      },
    },
  ];
}

function attached({ type, contentType, bytes }: Media): Content {
  return { contentType, bytes, headers: { 'content-disposition': `attachment; filename="media.${ENDINGS[type] ?? 'bin'}"` } };
}

/** The form's `media`. */
async function fileOf({ headers, body }: Call): Promise<File> {
  const request = new Request('http://platform', {
    method: 'POST',
    headers: { 'content-type': headers['content-type'] ?? '' },
    body: new Uint8Array(body),
  });
  const form = await request.formData().catch(() => undefined);
  const file = form?.get('media');
  if (!file || typeof file === 'string') throw new Refusal(41005);
  return file;
}
