import { guardCall } from '../platform/guarded-call';
import type { CallOutcome, GuardedCall } from '../platform/guarded-call';
import { createAzureLanguage } from './azure-language';
import type { AzureLanguageOptions, CloudLabel, CloudLanguage, MoodAndNames } from './azure-language';
import type { TrainedIntent } from './model/artefact';
import type { Mood, Understanding } from './types';

/** What the cloud thinks of a message; what it did not say in time is not there. */
export type Opinion = Partial<MoodAndNames> & { label?: CloudLabel };

/** What is asked: mood and names together, or the intent. */
export type Question = 'analysis' | 'classification';

export interface SecondOpinion {
  /**
   * Asks about one message, once. Empty where the service is slow, down, says nothing usable, or was down a moment ago; never
   * rejects, never takes longer than the deadline.
   *
   * @param maskedText as the message log has it, never as it was typed: numbers and addresses of mail are masked, names that
   * people mention are not.
   */
  ask(maskedText: string, locale: 'zh-CN' | 'en'): Promise<Opinion>;
  close(): void;
}

export interface SecondOpinionOptions extends AzureLanguageOptions {
  deadlineMs?: number;
  pauseMs?: number;
  /** Told how each question ended. */
  onOutcome: (question: Question, outcome: CallOutcome) => void;
  /** Told when the service is given up for a while (`open`) and when it is back (`closed`). */
  onChange: (question: Question, state: 'open' | 'closed') => void;
}

/** Well under the five seconds that WeChat waits for a whole turn. */
const DEADLINE_MS = 1500;
const PAUSE_MS = 30_000;
/** The service takes 5,120 characters a document. */
const LONGEST = 5000;
const STRONGLY_NEGATIVE = 0.8;
/** A class that the service is less sure of does not replace our own. */
const SURE_OF_A_CLASS = 0.6;
const LANGUAGES = { 'zh-CN': 'zh-hans', en: 'en' } as const;

/**
 * Azure AI Language as a second opinion on how a message is meant: sentiment and names of people in one job, and where a project is
 * deployed our own classes in another, both under one deadline. Each has its own circuit: a broken deployment does not cost the mood.
 */
export async function createSecondOpinion(options: SecondOpinionOptions): Promise<SecondOpinion> {
  const { deadlineMs = DEADLINE_MS, pauseMs = PAUSE_MS, onOutcome, onChange } = options;
  const azure = await createAzureLanguage(options);
  const guard = <Result>(
    question: Question,
    work: (signal: AbortSignal, text: string, language: CloudLanguage) => Promise<Result>,
  ) =>
    guardCall(work, {
      deadlineMs,
      pauseMs,
      onOutcome: (outcome) => onOutcome(question, outcome),
      onChange: (state) => onChange(question, state),
    });
  const analysis = await guard('analysis', azure.readMoodAndNames);
  const { classify } = azure;
  const classification: GuardedCall<[string, CloudLanguage], CloudLabel | undefined> | undefined =
    classify && (await guard('classification', classify));

  return {
    async ask(maskedText, locale) {
      const text = [...maskedText].slice(0, LONGEST).join('');
      if (!text.trim()) return {};
      const language = LANGUAGES[locale];
      const [heard, label] = await Promise.all([analysis.call(text, language), classification?.call(text, language)]);
      return { ...heard, ...(label && { label }) };
    },
    close() {
      analysis.close();
      classification?.close();
    },
  };
}

/**
 * An understanding with a second opinion heard. It can show that someone is upset whom we took for calm, and, where it is sure, what an
 * unclear message is about; danger that our own rules found is never taken back.
 */
export function reconsider(
  own: Understanding,
  { negative = 0, label }: Opinion,
  intents: readonly TrainedIntent[],
): Understanding {
  const mood: Mood = own.mood === 'calm' && negative >= STRONGLY_NEGATIVE ? 'upset' : own.mood;
  const intent = label && label.confidence >= SURE_OF_A_CLASS ? intentOf(label.category, own, intents) : undefined;
  if (!label || !intent || intent.coarse === own.coarse) return { ...own, mood };
  const { name, coarse, urgency, route } = intent;
  const meant = { intent: name, coarse, score: label.confidence };
  return { ...own, mood, ...meant, urgency, route, wishes: [{ ...meant, text: own.text }] };
}

/** A class is named like one of our fine intents or coarse labels; of a coarse label, the fine intent that we thought likeliest. */
function intentOf(category: string, own: Understanding, intents: readonly TrainedIntent[]): TrainedIntent | undefined {
  const named = intents.find(({ name }) => name === category);
  if (named) return named;
  const likeliest = own.alternatives.find(({ coarse }) => coarse === category)?.intent;
  return intents.find(({ name }) => name === likeliest) ?? intents.find(({ coarse }) => coarse === category);
}
