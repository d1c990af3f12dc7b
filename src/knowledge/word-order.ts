/**
 * How far two texts say the same characters in the same order, 0–1: their longest common subsequence over the geometric mean
 * of their lengths. Tells 我给银行转账 from 银行给我转账, which share every character.
 */
export function orderAgreement(one: string, other: string): number {
  if (one === '' || other === '') return 0;
  const longest = new Uint16Array(other.length + 1);
  for (let i = 0; i < one.length; i++) {
    let diagonal = 0;
    for (let j = 0; j < other.length; j++) {
      const above = longest[j + 1]!;
      longest[j + 1] = one[i] === other[j] ? diagonal + 1 : Math.max(above, longest[j]!);
      diagonal = above;
    }
  }
  return longest[other.length]! / Math.sqrt(one.length * other.length);
}
