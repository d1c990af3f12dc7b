import { share } from './markdown';

/** Things that should be found, against things that were. */
export class Tally {
  private right = 0;
  private missed = 0;
  private wrong = 0;

  /** Each distinct thing of one text counts once. */
  add(wanted: readonly string[], found: readonly string[]): void {
    const [want, have] = [new Set(wanted), new Set(found)];
    const right = [...want].filter((key) => have.has(key)).length;
    this.right += right;
    this.missed += want.size - right;
    this.wrong += have.size - right;
  }

  get f1(): number {
    return (2 * this.right) / Math.max(1, 2 * this.right + this.missed + this.wrong);
  }

  get expected(): number {
    return this.right + this.missed;
  }

  /** How many, precision, recall, F1. */
  cells(): string[] {
    const precision = this.right / Math.max(1, this.right + this.wrong);
    const recall = this.right / Math.max(1, this.expected);
    return [String(this.expected), share(precision), share(recall), share(this.f1)];
  }
}
