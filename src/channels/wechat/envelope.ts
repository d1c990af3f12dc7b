import { createCipheriv, createDecipheriv, randomBytes, timingSafeEqual } from 'node:crypto';
import { XiaobaoError } from '../../platform/errors';

/** WeChat pads to multiples of 32, not of AES's own 16 (domain §6). */
const BLOCK = 32;
const RANDOM = 16;
const HEAD = RANDOM + 4;

/** The 32 bytes of an EncodingAESKey of 43 characters. @throws Error for anything else. */
export function readAesKey(encodingAesKey: string): Buffer {
  if (!/^[A-Za-z0-9+/]{43}$/.test(encodingAesKey)) throw new Error('An EncodingAESKey has 43 letters and digits.');
  return Buffer.from(`${encodingAesKey}=`, 'base64');
}

/**
 * Encrypts for WeChat: AES-256-CBC over random(16) + length(4, big-endian, bytes) + message + appid.
 * @returns Base64
 */
export function sealEnvelope(key: Buffer, appId: string, message: string, random: Buffer = randomBytes(RANDOM)): string {
  const body = Buffer.from(message, 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const plain = Buffer.concat([random, length, body, Buffer.from(appId, 'utf8')]);
  const pad = BLOCK - (plain.length % BLOCK);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.alloc(pad, pad)])), cipher.final()]).toString('base64');
}

/**
 * Decrypts what WeChat sent, with the first of the keys that fits: during a rotation the current and the previous one.
 * CBC alone does not notice every tampering: check the signature over the Base64 first.
 * @returns the message and the key that opened it, to answer with.
 * @throws XB_WECHAT_REFUSED for anything that is not whole, or not for this appid
 */
export function openEnvelope(keys: readonly Buffer[], appId: string, sealed: string): { message: string; key: Buffer } {
  const data = fromBase64(sealed);
  for (const key of keys) {
    const message = data && openWith(key, appId, data);
    if (message !== undefined) return { message, key };
  }
  throw new XiaobaoError('XB_WECHAT_REFUSED', { what: 'encryption' });
}

function fromBase64(sealed: string): Buffer | undefined {
  if (sealed.length === 0 || sealed.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(sealed)) return undefined;
  const data = Buffer.from(sealed, 'base64');
  return data.length % BLOCK === 0 ? data : undefined;
}

function openWith(key: Buffer, appId: string, data: Buffer): string | undefined {
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(data), decipher.final()]);
  const pad = padded[padded.length - 1]!;
  if (pad < 1 || pad > BLOCK || !padded.subarray(-pad).equals(Buffer.alloc(pad, pad))) return undefined;
  const plain = padded.subarray(0, -pad);
  if (plain.length < HEAD) return undefined;
  const end = HEAD + plain.readUInt32BE(RANDOM);
  const receiver = Buffer.from(appId, 'utf8');
  if (end + receiver.length !== plain.length || !timingSafeEqual(plain.subarray(end), receiver)) return undefined;
  return plain.subarray(HEAD, end).toString('utf8');
}
