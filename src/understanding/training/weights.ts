import type { Random } from './random';

/** One text as the learner sees it: rows of the weights with their values, its class and how much it counts. */
export interface Example {
  rows: Int32Array;
  values: Float32Array;
  label: number;
  weight: number;
}

/** `weights[row * outputs + output]`: rows of keys, then of the places of the vector; the last row is the bias. */
export interface Weights {
  weights: Float32Array;
  rows: number;
  outputs: number;
}

/**
 * Weights that learn by AdaGrad, from texts of which a part is hidden each time, so that no single feature is relied on. Of a row first
 * the weights, then the sums of squared slopes: what is needed together lies together, since most of the time goes into fetching rows
 * that are seldom needed.
 */
export class LearningRows {
  private readonly table: Float32Array;
  private readonly keptRows: Int32Array;
  private readonly keptValues: Float64Array;
  private kept = 0;
  private readonly scaleUp: number;

  /** @param firstSquare what the sums of squares begin with; the higher, the more carefully a weight takes its first steps. */
  constructor(
    private readonly rows: number,
    private readonly outputs: number,
    firstSquare: number,
    private readonly dropout: number,
    private readonly random: Random,
  ) {
    this.table = new Float32Array(2 * rows * outputs);
    this.eachRow((base) => this.table.fill(firstSquare, base + outputs, base + 2 * outputs));
    this.keptRows = new Int32Array(rows);
    this.keptValues = new Float64Array(rows);
    this.scaleUp = 1 / Math.sqrt(1 - dropout);
  }

  /** Weights to begin with, all but those of the bias: anything between `-most` and `most`. */
  scatter(most: number): void {
    for (let base = 0; base < this.table.length - 2 * this.outputs; base += 2 * this.outputs)
      for (let output = 0; output < this.outputs; output++) this.table[base + output] = (2 * this.random() - 1) * most;
  }

  /** Hides a part of a text and adds up the weights of the rest; {@link descend} then changes those of the same rest. */
  read({ rows, values }: Example, sums: Float64Array): void {
    const { table, keptRows, keptValues, dropout, random, outputs } = this;
    let kept = 0;
    for (let index = 0; index < rows.length; index++) {
      keptRows[kept] = rows[index] as number;
      keptValues[kept] = (values[index] as number) * this.scaleUp;
      // Counted without a branch: the processor would guess this one wrong nearly every other time.
      kept += Number(random() >= dropout);
    }
    this.kept = kept;
    sums.fill(0);
    for (let index = 0; index < kept; index++) {
      const base = 2 * (keptRows[index] as number) * outputs;
      const value = keptValues[index] as number;
      for (let output = 0; output < outputs; output++)
        sums[output] = (sums[output] as number) + value * (table[base + output] as number);
    }
  }

  /** One step down the slopes of the loss by each output of the text that was read last. */
  descend(slopes: Float64Array, rate: number, weight: number): void {
    const { table, keptRows, keptValues, outputs } = this;
    for (let index = 0; index < this.kept; index++) {
      const base = 2 * (keptRows[index] as number) * outputs;
      const value = (keptValues[index] as number) * weight;
      for (let output = 0; output < outputs; output++) {
        const slope = (slopes[output] as number) * value;
        const square = (table[base + outputs + output] as number) + slope * slope;
        table[base + outputs + output] = square;
        table[base + output] = (table[base + output] as number) - (rate * slope) / Math.sqrt(square);
      }
    }
  }

  learnt(): Weights {
    const { rows, outputs } = this;
    const weights = new Float32Array(rows * outputs);
    this.eachRow((base) => weights.set(this.table.subarray(base, base + outputs), base / 2));
    return { weights, rows, outputs };
  }

  private eachRow(tell: (base: number) => void): void {
    for (let row = 0; row < this.rows; row++) tell(2 * row * this.outputs);
  }
}
