import type { AccessTokens } from './access-token';
import { WechatError } from './wechat-error';
import { requestWechat } from './wechat-request';
import type { WechatAnswer, WechatRequest } from './wechat-request';

/**
 * One call with the account's token; where that is refused, once more with another.
 * @param assureTime asked directly before each of the two: a token may be long in coming. Nothing was sent where it throws
 * @throws WechatError, WechatSilence
 */
export async function callWithToken(
  base: string,
  tokens: AccessTokens,
  request: WechatRequest,
  assureTime?: () => void,
): Promise<WechatAnswer> {
  const call = (token: string): Promise<WechatAnswer> => {
    assureTime?.();
    return requestWechat(base, { ...request, query: { access_token: token, ...request.query } });
  };
  const token = await tokens.get();
  try {
    return await call(token);
  } catch (error) {
    if (!(error instanceof WechatError) || error.fault !== 'token') throw error;
    await tokens.refused(token);
    return call(await tokens.get());
  }
}
