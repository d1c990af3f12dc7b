/** How texts of each label were taken: counts by expected, then by predicted label. Constant memory. */
export class Confusion {
  private readonly counts = new Map<string, Map<string, number>>();

  add(expected: string, predicted: string): void {
    const row = this.counts.get(expected) ?? new Map<string, number>();
    this.counts.set(expected, row.set(predicted, (row.get(predicted) ?? 0) + 1));
  }

  /** Labels that were expected or predicted: those of `order` first, others behind in alphabetical order. */
  labels(order: readonly string[] = []): string[] {
    const seen = new Set([...this.counts].flatMap(([expected, row]) => [expected, ...row.keys()]));
    return [...order.filter((label) => seen.has(label)), ...[...seen].filter((label) => !order.includes(label)).sort()];
  }

  count(expected: string, predicted: string): number {
    return this.counts.get(expected)?.get(predicted) ?? 0;
  }

  get total(): number {
    return this.sum(() => true);
  }

  get accuracy(): number {
    return this.sum((expected, predicted) => expected === predicted) / Math.max(1, this.total);
  }

  /** Of one label; 0 where there is nothing to divide by. */
  scores(label: string): { expected: number; precision: number; recall: number; f1: number } {
    const right = this.count(label, label);
    const expected = this.sum((one) => one === label);
    const predicted = this.sum((_, one) => one === label);
    const [precision, recall] = [right / Math.max(1, predicted), right / Math.max(1, expected)];
    return { expected, precision, recall, f1: right === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
  }

  /** The mean F1 of the labels that were expected at least once. */
  get macroF1(): number {
    const expected = [...this.counts.keys()];
    return expected.reduce((sum, label) => sum + this.scores(label).f1, 0) / Math.max(1, expected.length);
  }

  private sum(counts: (expected: string, predicted: string) => boolean): number {
    let sum = 0;
    for (const [expected, row] of this.counts)
      for (const [predicted, count] of row) if (counts(expected, predicted)) sum += count;
    return sum;
  }
}
