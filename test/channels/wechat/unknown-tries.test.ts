import { UnknownTries } from '../../../src/channels/wechat/unknown-tries';

it('tries what stands at one place three times, whatever happened at another', () => {
  const tries = new UnknownTries();
  const again = (position: number): boolean => tries.again('conv_1', { position, part: 0 });
  expect([again(4), again(4)]).toEqual([true, true]);
  // It went by other hands: what comes behind it has its own three.
  expect([again(5), again(5), again(5)]).toEqual([true, true, false]);
  expect(again(5)).toBe(true);
});
