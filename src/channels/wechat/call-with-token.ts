import type { AccessTokens } from './access-token';
import { WechatError } from './wechat-error';
import { requestWechat } from './wechat-request';
import type { WechatAnswer, WechatRequest } from './wechat-request';

/** One call with the account's token; where that is refused, once more with another. @throws WechatError, WechatSilence */
export async function callWithToken(base: string, tokens: AccessTokens, request: WechatRequest): Promise<WechatAnswer> {
  const call = (token: string): Promise<WechatAnswer> =>
    requestWechat(base, { ...request, query: { access_token: token, ...request.query } });
  const token = await tokens.get();
  try {
    return await call(token);
  } catch (error) {
    if (!(error instanceof WechatError) || error.fault !== 'token') throw error;
    await tokens.refused(token);
    return call(await tokens.get());
  }
}
