import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/**
 * The platform's side of message encryption, written from its documentation and from nothing of `src/`, so that each checks the other:
 * AES-256-CBC, the key's first 16 bytes as IV, PKCS#7 to 32 bytes, over random(16) + length(4) + message + receiver's id.
 */
const BLOCK = 32;
const HEAD = 20;

/** What arrived is not sealed as documented, or not for us. */
export class EnvelopeError extends Error {}

/** SHA-1 in hex over the parts, sorted and joined. */
export function signatureOf(...parts: string[]): string {
  return createHash('sha1').update(parts.sort().join('')).digest('hex');
}

/** @param aesKey 43 characters. @returns base64 */
export function seal(message: string, aesKey: string, receiver: string): string {
  const text = Buffer.from(message, 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const plain = Buffer.concat([randomBytes(16), length, text, Buffer.from(receiver, 'utf8')]);
  const pad = BLOCK - (plain.length % BLOCK);
  const key = keyOf(aesKey);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(pad, pad)), cipher.final()]).toString('base64');
}

/** @throws EnvelopeError */
export function unseal(sealed: string, aesKey: string, receiver: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length === 0 || bytes.length % BLOCK !== 0 || bytes.toString('base64') !== sealed)
    throw new EnvelopeError('not base64 of whole blocks');
  const key = keyOf(aesKey);
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(bytes), decipher.final()]);
  const pad = padded.at(-1) ?? 0;
  if (pad < 1 || pad > BLOCK || padded.subarray(-pad).some((byte) => byte !== pad)) throw new EnvelopeError('bad padding');
  const plain = padded.subarray(0, -pad);
  const end = HEAD + (plain.length >= HEAD ? plain.readUInt32BE(16) : Infinity);
  if (end > plain.length) throw new EnvelopeError('bad length');
  if (plain.subarray(end).toString('utf8') !== receiver) throw new EnvelopeError('for somebody else');
  return plain.subarray(HEAD, end).toString('utf8');
}

function keyOf(aesKey: string): Buffer {
  return Buffer.from(`${aesKey}=`, 'base64');
}
