import { z } from 'zod';
import { CircuitBreaker } from '../platform/circuit-breaker';
import type { Clock } from '../platform/clock';
import type { Mood } from './types';

/** What the cloud thinks of a message. */
export interface Opinion {
  /** How surely the message as a whole is negative, 0–1. */
  negative: number;
}

export interface SecondOpinion {
  /**
   * Asks about one message, once. `undefined` where the service is slow, down, says nothing usable, or was down a moment ago;
   * never rejects, never takes longer than the deadline.
   *
   * @param maskedText as the message log has it, never as it was typed: numbers and addresses of mail are masked, names that
   * people mention are not.
   */
  ask(maskedText: string, locale: 'zh-CN' | 'en'): Promise<Opinion | undefined>;
}

export interface SecondOpinionOptions {
  /** The Language resource's address. */
  endpoint: string;
  key: string;
  /** Whether an `http:` endpoint is spoken to. */
  allowInsecureConnection: boolean;
  deadlineMs?: number;
  clock: Clock;
  /** Told when the service is given up for a while (`open`) and when it is back (`closed`). */
  onChange: (state: 'open' | 'closed') => void;
}

/** Well under the five seconds that WeChat waits for a whole turn. */
const DEADLINE_MS = 1500;
const FAILURES = 3;
const PAUSE_MS = 30_000;
/** The service takes 5,120 characters a document in a synchronous call. */
const LONGEST = 5000;
const STRONGLY_NEGATIVE = 0.8;
const LANGUAGES = { 'zh-CN': 'zh-hans', en: 'en' } as const;

const answerShape = z.object({ confidenceScores: z.object({ negative: z.number().min(0).max(1) }) });

/**
 * Azure AI Language as a second opinion on how a message is meant: sentiment, in one synchronous call. Personal data that our
 * own detectors miss is not looked for (it could no longer be kept out of the log), and custom classification is left out:
 * it is a job to be polled, too slow for a turn. The service is told to keep nothing of what it reads.
 *
 * The package is loaded here and nowhere else, so a start without Azure does not pay for it.
 */
export async function createSecondOpinion(options: SecondOpinionOptions): Promise<SecondOpinion> {
  const { endpoint, key, allowInsecureConnection, deadlineMs = DEADLINE_MS, clock, onChange } = options;
  const { AzureKeyCredential, TextAnalysisClient } = await import('@azure/ai-language-text');
  const client = new TextAnalysisClient(endpoint, new AzureKeyCredential(key), {
    allowInsecureConnection,
    // One question is one request: the client's own retries take longer than a consumer should wait.
    retryOptions: { maxRetries: 0 },
    redirectOptions: { maxRetries: 0 },
  });
  const breaker = new CircuitBreaker({ failures: FAILURES, pauseMs: PAUSE_MS, clock, onChange });

  return {
    async ask(maskedText, locale) {
      const text = [...maskedText].slice(0, LONGEST).join('');
      if (!text.trim()) return undefined;
      return breaker.attempt(async () => {
        const [answer] = await client.analyze('SentimentAnalysis', [text], LANGUAGES[locale], {
          disableServiceLogs: true,
          abortSignal: AbortSignal.timeout(deadlineMs),
        });
        // A text that the service refuses says nothing about the service.
        if (answer?.error) return undefined;
        return { negative: answerShape.parse(answer).confidenceScores.negative };
      });
    },
  };
}

/** The mood with a second opinion heard: it can show that someone is upset whom we took for calm, and nothing else. */
export function reconsiderMood(mood: Mood, { negative }: Opinion): Mood {
  return mood === 'calm' && negative >= STRONGLY_NEGATIVE ? 'upset' : mood;
}
