import { setTimeout as wait } from 'node:timers/promises';
import { guardCall } from '../platform/guarded-call';
import type { CallOutcome, GuardedCall } from '../platform/guarded-call';
import { SingleRunner } from '../platform/single-runner';
import { EndpointError, createEmbed } from './embedding-endpoint';
import type { Embed, EmbeddingOptions } from './embedding-endpoint';
import type { VectorCache } from './vector-cache';

/** The vectors of texts that are known so far. Empty: the endpoint does not take this text. */
export interface KnownVectors {
  /** Grows with every vector that comes. */
  readonly revision: number;
  of(text: string): Float32Array | undefined;
}

/** What is asked: a consumer's question, while they wait, or the entries' texts, in the background. */
export type Asked = 'question' | 'texts';

export interface SemanticOptions extends EmbeddingOptions {
  /** Absent: nothing is remembered beyond this process. */
  cache?: VectorCache;
  deadlineMs?: number;
  pauseMs?: number;
  /** How long the background waits after a failure, and twice as long after each further one. */
  retryMs?: number;
  onOutcome: (asked: Asked, outcome: CallOutcome) => void;
  /** Told when the endpoint is given up for a while (`open`) and when it is back (`closed`). */
  onChange: (asked: Asked, state: 'open' | 'closed') => void;
}

/** A local model takes 10 to 50 ms for a question; what takes longer than a blink is not worth a consumer's waiting. */
const DEADLINE_MS = 300;
const TEXTS_DEADLINE_MS = 30_000;
const PAUSE_MS = 30_000;
const RETRY_MS = 5000;
const LONGEST_RETRY_MS = 300_000;
/** Texts in one request: a second's work of a small model on one core. */
const BATCH = 32;
/** The cache is asked for so many at once. */
const LOOKED_UP = 500;
/** Models read some 500 tokens. */
const LONGEST_TEXT = 300;
const NO_VECTOR: Float32Array = new Float32Array();

/**
 * What texts mean by an embedding endpoint. Whatever is wanted is fetched in the background until it is there; questions are asked
 * under a deadline. Never rejects.
 */
export class SemanticVectors implements KnownVectors {
  private readonly known = new Map<string, Float32Array>();
  private readonly wanted = new Set<string>();
  private readonly stopped = new AbortController();
  private readonly fetching = new SingleRunner(() => this.fetchAll());
  private dimensions?: number;

  private constructor(
    private readonly questions: GuardedCall<[readonly string[]], Float32Array[]>,
    private readonly texts: GuardedCall<[readonly string[]], Map<string, Float32Array>>,
    private readonly options: SemanticOptions,
  ) {}

  static async open(options: SemanticOptions): Promise<SemanticVectors> {
    const { deadlineMs = DEADLINE_MS, pauseMs = PAUSE_MS, onOutcome, onChange } = options;
    const embed = createEmbed(options);
    const guard = <Result>(
      asked: Asked,
      atMost: number,
      work: (signal: AbortSignal, texts: readonly string[]) => Promise<Result>,
    ) =>
      guardCall(work, {
        deadlineMs: atMost,
        pauseMs,
        onOutcome: (outcome) => onOutcome(asked, outcome),
        onChange: (state) => onChange(asked, state),
      });
    const questions = await guard('question', deadlineMs, (signal, texts) => vectors.checked(embed, signal, texts));
    const texts = await guard('texts', TEXTS_DEADLINE_MS, (signal, batch) => vectors.fetchBatch(embed, signal, batch));
    const vectors: SemanticVectors = new SemanticVectors(questions, texts, options);
    return vectors;
  }

  get revision(): number {
    return this.known.size;
  }

  /** Everything that was wanted is here, so that a question can be compared with it. */
  get complete(): boolean {
    return this.wanted.size === 0 && this.dimensions !== undefined;
  }

  of(text: string): Float32Array | undefined {
    return this.known.get(text);
  }

  /** Fetches what is not known yet, in the background. */
  want(texts: Iterable<string>): void {
    for (const text of texts) if (!this.known.has(text)) this.wanted.add(text);
    if (this.wanted.size > 0 && !this.stopped.signal.aborted) void this.fetching.run();
  }

  /** Resolves when everything wanted is here, or `close` was called. */
  settled(): Promise<void> {
    return this.fetching.settled();
  }

  /**
   * The vectors of what a consumer asks, in order, of length 1; `undefined` where they are not there in time.
   * @param maskedTexts as the message log has them, never as they were typed
   */
  ask(maskedTexts: readonly string[]): Promise<Float32Array[] | undefined> {
    return this.questions.call(maskedTexts);
  }

  async close(): Promise<void> {
    this.stopped.abort();
    await this.fetching.settled();
    this.questions.close();
    this.texts.close();
  }

  private async fetchAll(): Promise<void> {
    const { retryMs = RETRY_MS } = this.options;
    let failures = 0;
    // What one change wants comes in many calls.
    await Promise.resolve();
    while (this.wanted.size > 0 && !this.stopped.signal.aborted) {
      const progressed = await this.fetchSome().catch(() => false);
      failures = progressed ? 0 : failures + 1;
      const pause = Math.min(retryMs * 2 ** (failures - 1), LONGEST_RETRY_MS);
      if (!progressed) await wait(pause, undefined, { signal: this.stopped.signal }).catch(() => undefined);
    }
  }

  /** @returns whether anything came */
  private async fetchSome(): Promise<boolean> {
    const next = [...this.wanted].slice(0, LOOKED_UP);
    const cached = (await this.options.cache?.find(next)) ?? new Map<string, Float32Array>();
    this.take(cached);
    const missing = next.filter((text) => !cached.has(text));
    if (missing.length === 0) return true;
    const found = await this.texts.call(missing.slice(0, BATCH));
    if (!found) return cached.size > 0;
    this.take(found);
    await this.options.cache?.keep(new Map([...found].filter(([, vector]) => vector !== NO_VECTOR)));
    return true;
  }

  private take(found: ReadonlyMap<string, Float32Array>): void {
    for (const [text, vector] of found) {
      if (vector !== NO_VECTOR) this.dimensions ??= vector.length;
      this.known.set(text, vector);
      this.wanted.delete(text);
    }
  }

  private async fetchBatch(embed: Embed, signal: AbortSignal, texts: readonly string[]): Promise<Map<string, Float32Array>> {
    const found = await this.fetch(embed, signal, texts);
    if (this.dimensions === undefined && [...found.values()].every((vector) => vector === NO_VECTOR))
      throw new EndpointError('The endpoint takes none of the texts.');
    return found;
  }

  /** A single text that an endpoint at work refuses has no vector; an endpoint that refuses all is not at work. */
  private async fetch(embed: Embed, signal: AbortSignal, texts: readonly string[]): Promise<Map<string, Float32Array>> {
    try {
      const vectors = await this.checked(embed, signal, texts);
      return new Map(texts.map((text, place) => [text, vectors[place]!]));
    } catch (error) {
      if (!(error instanceof EndpointError && error.refused)) throw error;
      const halves = texts.length > 1 ? [texts.slice(0, texts.length >> 1), texts.slice(texts.length >> 1)] : [];
      const found = new Map(texts.map((text) => [text, NO_VECTOR]));
      for (const half of halves) for (const [text, vector] of await this.fetch(embed, signal, half)) found.set(text, vector);
      return found;
    }
  }

  private async checked(embed: Embed, signal: AbortSignal, texts: readonly string[]): Promise<Float32Array[]> {
    const vectors = await embed(
      AbortSignal.any([signal, this.stopped.signal]),
      texts.map((text) => text.slice(0, LONGEST_TEXT)),
    );
    if (this.dimensions !== undefined && vectors.some(({ length }) => length !== this.dimensions))
      throw new EndpointError('The endpoint gives vectors of another length than before.');
    return vectors;
  }
}
