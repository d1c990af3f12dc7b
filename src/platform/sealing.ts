import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';

/** An original that only its purpose may open: AES-256-GCM, with the id of the key that opens it. */
export interface Sealed {
  keyId: string;
  iv: Buffer;
  tag: Buffer;
  data: Buffer;
}

/** Seals and opens personal data, signs tokens and derives ids that nobody can guess. */
export class Vault {
  private readonly keyId: string;
  private readonly sealingKey: Buffer;

  /** @param master 32 bytes; keys for each purpose are derived from it. */
  constructor(private readonly master: Buffer) {
    this.sealingKey = this.derive('seal');
    this.keyId = createHash('sha256').update(this.sealingKey).digest('hex').slice(0, 12);
  }

  seal(plain: string): Sealed {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.sealingKey, iv);
    const data = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return { keyId: this.keyId, iv, tag: cipher.getAuthTag(), data };
  }

  /** @throws Error when it was sealed with another key or has been altered. */
  open(sealed: Sealed): string {
    if (sealed.keyId !== this.keyId) throw new Error(`Sealed with key ${sealed.keyId}, which this server does not have.`);
    const decipher = createDecipheriv('aes-256-gcm', this.sealingKey, sealed.iv);
    decipher.setAuthTag(sealed.tag);
    return Buffer.concat([decipher.update(sealed.data), decipher.final()]).toString('utf8');
  }

  /** A keyed hash for one purpose: the same for the same text, telling nothing about it. */
  fingerprint(purpose: string, text: string): Buffer {
    return createHmac('sha256', this.derive(purpose)).update(text).digest();
  }

  /** A key of 32 bytes for one purpose. */
  derive(purpose: string): Buffer {
    return createHmac('sha256', this.master).update(`xiaobao/${purpose}`).digest();
  }
}
