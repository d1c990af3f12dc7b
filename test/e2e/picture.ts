import { encodePng } from '../../src/platform/png';

/** A plain picture in PNG. */
export function aPicture(width = 240, height = 160): Buffer {
  const row = Buffer.alloc(width * 3, Buffer.of(0xcf, 0xe4, 0xe2));
  return encodePng(width, height, 'rgb', Array<Buffer>(height).fill(row));
}
