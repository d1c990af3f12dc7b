import { encode, renderSVG } from 'uqr';
import { encodePng } from '../../platform/png';

/** Side of one module in pixels: a poster's code of about 500 pixels. */
const MODULE = 12;
/** Four modules of white around it, as the standard asks; more correction than usual, for paper that hangs in a hall. */
const STYLE = { ecc: 'M', border: 4 } as const;

/** A scene code for print. */
export function sceneCodeSvg(url: string): string {
  return renderSVG(url, { ...STYLE, pixelSize: MODULE });
}

/** The same as a PNG of one bit a pixel. */
export function sceneCodePng(url: string): Buffer {
  const { data, size } = encode(url, STYLE);
  const side = size * MODULE;
  const rows = data.flatMap((modules) => {
    const row = Buffer.alloc(Math.ceil(side / 8));
    for (let x = 0; x < side; x++) if (!modules[Math.floor(x / MODULE)]) row[x >> 3]! |= 0x80 >> (x & 7);
    return Array<Buffer>(MODULE).fill(row);
  });
  return encodePng(side, side, 'black and white', rows);
}
