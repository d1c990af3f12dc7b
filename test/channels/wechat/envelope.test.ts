import { randomBytes } from 'node:crypto';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import fc from 'fast-check';
import { openEnvelope, readAesKey, sealEnvelope } from '../../../src/channels/wechat/envelope';
import { signatureMatches, signatureOf } from '../../../src/channels/wechat/signature';
import { XiaobaoError } from '../../../src/platform/errors';
import { describeWithVectors, readVectors } from './shared-data';

const APP_ID = 'wx1234567890abcdef';
const encodingKey = randomBytes(32).toString('base64').slice(0, 43);
const key = readAesKey(encodingKey);

const refused = expect.objectContaining({ code: 'XB_WECHAT_REFUSED' }) as Error;
const thrownBy = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error;
  }
};

describe('WeChat’s envelope', () => {
  it('opens what it sealed, whatever is in it, as the official library does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (message) => {
        const sealed = sealEnvelope(key, APP_ID, message);
        expect(openEnvelope([key], APP_ID, sealed)).toEqual({ message, key });
        expect(decrypt(encodingKey, sealed)).toMatchObject({ message, id: APP_ID });
        expect(openEnvelope([key], APP_ID, encrypt(encodingKey, message, APP_ID)).message).toBe(message);
      }),
      { numRuns: 200 },
    );
  });

  it('signs as the official library does', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.string(), fc.base64String(), (token, timestamp, nonce, sealed) => {
        const signature = getSignature(token, timestamp, nonce, sealed);
        expect(signatureOf(token, String(timestamp), nonce, sealed)).toBe(signature);
        expect(signatureMatches(signature, token, String(timestamp), nonce, sealed)).toBe(true);
        expect(
          signatureMatches(
            signature.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
            token,
            nonce,
          ),
        ).toBe(false);
      }),
    );
    for (const none of [null, undefined, '', 'deadbeef']) expect(signatureMatches(none, 'token', '1', '2')).toBe(false);
  });

  it('tries the previous key while a new one comes into use, and says which one fitted', () => {
    const previous = readAesKey(randomBytes(32).toString('base64').slice(0, 43));
    expect(openEnvelope([key, previous], APP_ID, sealEnvelope(previous, APP_ID, '好')).key).toBe(previous);
    expect(thrownBy(() => openEnvelope([key], APP_ID, sealEnvelope(previous, APP_ID, '好')))).toEqual(refused);
  });

  it('is for one account only', () => {
    for (const other of ['wx0000000000000000', APP_ID.slice(0, -1), `${APP_ID}0`, ''])
      expect(thrownBy(() => openEnvelope([key], APP_ID, sealEnvelope(key, other, '好')))).toEqual(refused);
  });

  it('never gives out anything but the message or a refusal, whichever byte is changed', () => {
    const message = '<xml><Content><![CDATA[我要投诉，信用卡年费三百块]]></Content></xml>';
    const sealed = Buffer.from(sealEnvelope(key, APP_ID, message), 'base64');
    let opened = 0;
    for (let at = 0; at < sealed.length; at++) {
      const tampered = Buffer.from(sealed);
      tampered[at]! ^= 0x55;
      const result = thrownBy(() => openEnvelope([key], APP_ID, tampered.toString('base64')));
      if (result instanceof XiaobaoError) expect(result).toEqual(refused);
      else opened++; // CBC alone cannot tell: the signature over the Base64 is what refuses it
    }
    expect(opened).toBeLessThan(sealed.length);
  });

  it('refuses what is no Base64, no whole block, badly padded or too short', () => {
    const cases = ['', '!!!not-base64!!!', 'YWJj', 'AAAAAAAAAAAAAAAAAAAAAA==', randomBytes(32).toString('base64')];
    for (const sealed of cases) expect(thrownBy(() => openEnvelope([key], APP_ID, sealed))).toEqual(refused);
    for (const wrong of ['', 'abcde', 'x'.repeat(44), `${'x'.repeat(42)}=`]) expect(() => readAesKey(wrong)).toThrow('43');
  });
});

interface Vector {
  id: string;
  kind: string;
  token: string;
  encodingAESKey: string;
  receiveId: string;
  random?: string;
  plaintext: string;
  cipher: string;
  timestamp?: string;
  nonce?: string;
  msg_signature?: string;
}

describeWithVectors('the published vectors', () => {
  it.each(readVectors<Vector>('crypto_vectors.json').map((vector) => [vector.id, vector] as const))('%s', (_id, vector) => {
    const vectorKey = readAesKey(vector.encodingAESKey);
    expect(openEnvelope([vectorKey], vector.receiveId, vector.cipher).message).toBe(vector.plaintext);
    if (vector.random)
      expect(sealEnvelope(vectorKey, vector.receiveId, vector.plaintext, Buffer.from(vector.random))).toBe(vector.cipher);
    if (vector.msg_signature)
      expect(signatureOf(vector.token, vector.timestamp!, vector.nonce!, vector.cipher)).toBe(vector.msg_signature);
  });

  it('the negative ones are refused', () => {
    const vectors = readVectors<Vector>('crypto_vectors.json');
    for (const { base, cipher, receiveId, encodingAESKey } of readVectors<Partial<Vector> & { base?: string }>(
      'negative_cases.json',
    )) {
      const vector = vectors.find(({ id }) => id === base);
      if (cipher) expect(thrownBy(() => openEnvelope([key], APP_ID, cipher))).toEqual(refused);
      if (encodingAESKey) expect(() => readAesKey(encodingAESKey)).toThrow('43');
      if (vector && receiveId)
        expect(thrownBy(() => openEnvelope([readAesKey(vector.encodingAESKey)], receiveId, vector.cipher))).toEqual(refused);
    }
  });
});
