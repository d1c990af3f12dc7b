import type { AnalyzeBatchAction, AnalyzeBatchResult, TextAnalysisClientOptions } from '@azure/ai-language-text';
import { z } from 'zod';

export interface AzureLanguageOptions {
  /** The Language resource's address; those of Azure China (….cognitiveservices.azure.cn) too. */
  endpoint: string;
  key: string;
  /** Whether an `http:` endpoint is spoken to. */
  allowInsecureConnection: boolean;
  /** A custom single-label classification, where one is deployed. */
  classification?: { project: string; deployment: string };
}

export interface MoodAndNames {
  /** How surely the message as a whole is negative, 0–1. */
  negative: number;
  /** Names and addresses of people that stand in it, as written. */
  names: string[];
}

/** A class of the custom project, and how sure the service is. */
export interface CloudLabel {
  category: string;
  confidence: number;
}

export type CloudLanguage = 'zh-hans' | 'en';

/** `undefined`: the service refuses this text, which says nothing about its health. Rejects where it fails. */
type Read<Result> = (signal: AbortSignal, text: string, language: CloudLanguage) => Promise<Result | undefined>;

export interface AzureLanguage {
  readMoodAndNames: Read<MoodAndNames>;
  classify?: Read<CloudLabel>;
}

/** How soon a job is looked at again. */
const POLL_MS = 150;
const PERSONAL = new Set(['Person', 'Address']);
const SURE_OF_A_NAME = 0.6;

const score = z.number().min(0).max(1);
const sentimentShape = z.object({ confidenceScores: z.object({ negative: score }) });
const personalShape = z.object({
  entities: z.array(z.object({ category: z.string(), text: z.string(), confidenceScore: score })),
});
const classesShape = z.object({
  classifications: z.array(z.object({ category: z.string().min(1), confidenceScore: score })).min(1),
});

/**
 * Azure AI Language by its own client. Several kinds of analysis at once, and custom classification, are jobs there: started by one
 * request, then polled until the signal ends it. The service is told to keep nothing of what it reads.
 *
 * The package is loaded here and nowhere else, so a start without Azure does not pay for it.
 */
export async function createAzureLanguage(options: AzureLanguageOptions): Promise<AzureLanguage> {
  const { endpoint, key, allowInsecureConnection, classification } = options;
  const { AzureKeyCredential, TextAnalysisClient } = await import('@azure/ai-language-text');
  const client = new TextAnalysisClient(endpoint, new AzureKeyCredential(key), {
    allowInsecureConnection,
    // One question is one job: the client's own retries take longer than a consumer should wait.
    retryOptions: { maxRetries: 0 },
    redirectOptions: { maxRetries: 0 },
    additionalPolicies: [{ policy: READ_ALL_BODIES, position: 'perRetry' }],
  });

  const run = async (actions: AnalyzeBatchAction[], text: string, language: string, abortSignal: AbortSignal) => {
    const poller = await client.beginAnalyzeBatch(actions, [text], language, { updateIntervalInMs: POLL_MS, abortSignal });
    const results: AnalyzeBatchResult[] = [];
    for await (const result of await poller.pollUntilDone({ abortSignal })) results.push(result);
    return results;
  };

  return {
    async readMoodAndNames(signal, text, language) {
      const actions: AnalyzeBatchAction[] = [
        { kind: 'SentimentAnalysis', disableServiceLogs: true },
        { kind: 'PiiEntityRecognition', disableServiceLogs: true, stringIndexType: 'Utf16CodeUnit' },
      ];
      const results = await run(actions, text, language, signal);
      const sentiment = documentOf(results, 'SentimentAnalysis');
      const personal = documentOf(results, 'PiiEntityRecognition');
      if (!sentiment || !personal) return undefined;
      const { entities } = personalShape.parse(personal);
      return {
        negative: sentimentShape.parse(sentiment).confidenceScores.negative,
        names: entities
          .filter(({ category, confidenceScore }) => PERSONAL.has(category) && confidenceScore >= SURE_OF_A_NAME)
          .map(({ text: name }) => name),
      };
    },
    ...(classification && {
      async classify(signal: AbortSignal, text: string, language: CloudLanguage) {
        const { project: projectName, deployment: deploymentName } = classification;
        const kind = 'CustomSingleLabelClassification' as const;
        const results = await run([{ kind, projectName, deploymentName, disableServiceLogs: true }], text, language, signal);
        const document = documentOf(results, kind);
        if (!document) return undefined;
        const [best] = classesShape.parse(document).classifications.sort((a, b) => b.confidenceScore - a.confidenceScore);
        return best && { category: best.category, confidence: best.confidenceScore };
      },
    }),
  };
}

type Policy = NonNullable<TextAnalysisClientOptions['additionalPolicies']>[number]['policy'];

/**
 * The client knows one name for the result of a classification, while the product's documentation and its specification differ; and a
 * job of which a part failed never ends for it.
 */
const READ_ALL_BODIES: Policy = {
  name: 'readAllBodies',
  async sendRequest(request, next) {
    const response = await next(request);
    const bodyAsText = response.bodyAsText
      ?.replace('"customSingleClassificationTasks"', '"CustomSingleLabelClassificationLROResults"')
      .replace(/"partially(?:Succeeded|Completed)"/i, '"succeeded"');
    return { ...response, bodyAsText };
  },
};

/** What a job's action says of the one text. @throws Error where the action is missing or failed. */
function documentOf(results: readonly AnalyzeBatchResult[], kind: AnalyzeBatchResult['kind']): object | undefined {
  const result = results.find((one) => one.kind === kind);
  if (!result || result.error || !('results' in result)) throw new Error(`The service did not do ${kind}.`);
  const [document] = result.results as readonly { error?: unknown }[];
  if (!document) throw new Error(`The service said nothing of the text for ${kind}.`);
  return document.error ? undefined : document;
}
