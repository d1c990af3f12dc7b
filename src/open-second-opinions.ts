import { SecondOpinions, heardOpinionsCollection } from './bot/second-opinions';
import { ConfigError } from './config/config-error';
import type { Config } from './config/config';
import type { Clock } from './platform/clock';
import type { Logger } from './platform/logger';
import type { Metrics } from './platform/metrics';
import type { Database } from './storage/database';
import type { TrainedIntent } from './understanding/model/artefact';
import { createSecondOpinion } from './understanding/second-opinion';

interface Around {
  database: Database;
  intents: readonly TrainedIntent[];
  clock: Clock;
  metrics: Metrics;
  logger: Logger;
}

/**
 * Azure AI Language where it is configured, with its metrics and its memory.
 * @throws ConfigError in production over plain HTTP: words of consumers cross a network in the clear on a developer's machine only.
 */
export async function openSecondOpinions(
  { azureLanguage, production }: Config,
  { database, intents, clock, metrics, logger }: Around,
): Promise<SecondOpinions | undefined> {
  if (!azureLanguage) return undefined;
  if (production && !azureLanguage.endpoint.startsWith('https:'))
    throw new ConfigError('AZURE_LANGUAGE_ENDPOINT must be an https: address in production.');
  const secondOpinion = await createSecondOpinion({
    ...azureLanguage,
    allowInsecureConnection: !production,
    onOutcome: (question, outcome) => metrics.secondOpinion(question, outcome),
    onChange: (question, state) => {
      metrics.secondOpinion(question, state);
      logger.warn({ circuit: `azure-language ${question}`, state }, 'second opinion');
    },
  });
  return new SecondOpinions({
    secondOpinion,
    heard: database.collection(heardOpinionsCollection),
    intents,
    clock,
    onCompared: (outcome) => metrics.secondOpinion('classification', outcome),
  });
}
