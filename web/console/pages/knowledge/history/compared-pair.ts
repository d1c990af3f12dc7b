/**
 * Which two versions are compared, the older first: the two that were picked; of one picked, it and the one before it; at first what
 * consumers read and the newest, or the last two. `null` where there is only one. `numbers` are newest first.
 */
export function comparedPair(
  numbers: readonly number[],
  picked: readonly number[],
  live: number | undefined,
): readonly [number, number] | null {
  const [one, other] = picked.filter((number) => numbers.includes(number));
  const newer = one ?? numbers[0];
  const standing = one === undefined && live !== newer && live !== undefined && numbers.includes(live) ? live : undefined;
  const older =
    other ??
    standing ??
    numbers.find((number) => newer !== undefined && number < newer) ??
    numbers.find((number) => number !== newer);
  if (newer === undefined || older === undefined) return null;
  return newer < older ? [newer, older] : [older, newer];
}
