import { pageSignature } from '../../../src/channels/wechat/js-sdk';

describe('the signature of a page inside WeChat', () => {
  const sign = (url: string): string =>
    pageSignature(
      'sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg',
      'Wm3WZYTPz0wzccnW',
      1_414_587_457,
      url,
    );

  it('is that of the documentation', () => {
    expect(sign('http://mp.weixin.qq.com?params=value')).toBe('0f9de62fce790f9a083d5c99e95740ceb90c27ed');
  });

  it('does not count what follows a #, and every other letter', () => {
    expect(sign('http://mp.weixin.qq.com?params=value#top')).toBe(sign('http://mp.weixin.qq.com?params=value'));
    expect(sign('http://mp.weixin.qq.com?params=valu%65')).not.toBe(sign('http://mp.weixin.qq.com?params=value'));
  });
});
