import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { KEPT_OPEN } from '../tools/kept-open';

interface Task {
  kind: string;
  taskName?: string;
  parameters: Record<string, unknown>;
}

export interface JobRequest {
  tasks: Task[];
  analysisInput: { documents: { id: string; language: string; text: string }[] };
}

/** How the service answers a question: as its documentation shows, or one of the ways in which services fail. */
export type Behaviour =
  | { negative?: number; names?: string[]; classes?: Record<string, number>; looks?: number; resultKind?: string }
  | { refuses: string }
  | { failsTask: string }
  | { becomes: object }
  | { status: number; body: string; headers?: Record<string, string> }
  | 'silent'
  | 'cut off'
  | 'never finished';

export type Asked = 'analysis' | 'classification';

/** A Language resource on this machine: jobs of the analyze-text API (2023-04-01), by HTTP, as the public documentation shows them. */
export class LanguageService {
  /** The jobs that were started, in order. */
  readonly requests: { asked: Asked; path: string; key: string; raw: string; body: JobRequest }[] = [];
  analysis: Behaviour = { negative: 0.02 };
  classification: Behaviour = { classes: {} };
  /** Requests whose client went away before it had its answer. */
  abandoned = 0;
  /** How often jobs were looked at. */
  looks = 0;

  private readonly jobs: { asked: Asked; body: JobRequest; looks: number }[] = [];

  private readonly server = createServer(KEPT_OPEN, (request, response) => {
    response.on('close', () => {
      if (!response.writableFinished) this.abandoned++;
    });
    void readText(request).then((raw) => {
      const known = /\/jobs\/(\d+)/.exec(request.url ?? '')?.[1];
      const job =
        known === undefined
          ? this.start(request.url ?? '', String(request.headers['ocp-apim-subscription-key']), raw)
          : this.jobs[Number(known)]!;
      const behaviour = this[job.asked];
      if (behaviour === 'silent') return;
      if (behaviour === 'cut off') return void response.destroy();
      if (behaviour === 'never finished') {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{"status":"run');
        return;
      }
      if ('status' in behaviour) {
        response.writeHead(behaviour.status, { 'content-type': 'application/json', ...behaviour.headers });
        return void response.end(behaviour.body);
      }
      if (known === undefined) {
        const location = `${this.endpoint}/language/analyze-text/jobs/${this.jobs.length - 1}?api-version=2023-04-01`;
        response.writeHead(202, { 'operation-location': location });
        return void response.end();
      }
      this.looks++;
      if ('becomes' in behaviour) return void response.end(JSON.stringify(behaviour.becomes));
      const done = ++job.looks > (('looks' in behaviour && behaviour.looks) || 0);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(done ? finished(known, job.body, behaviour) : underWay(known, job.body)));
    });
  });

  static async start(): Promise<LanguageService> {
    const service = new LanguageService();
    await new Promise<void>((resolve) => service.server.listen(0, '127.0.0.1', resolve));
    return service;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  private start(path: string, key: string, raw: string) {
    const body = JSON.parse(raw) as JobRequest;
    const asked = body.tasks.some(({ kind }) => kind === 'CustomSingleLabelClassification') ? 'classification' : 'analysis';
    this.requests.push({ asked, path, key, raw, body });
    const job = { asked, body, looks: 0 } as const;
    this.jobs.push({ ...job });
    return this.jobs.at(-1)!;
  }
}

type Answering = Exclude<Behaviour, string | { status: number }>;

function head(jobId: string, status: string, { tasks }: JobRequest) {
  const at = '2026-11-25T02:00:00Z';
  const completed = status === 'running' ? 0 : tasks.length;
  return {
    createdDateTime: at,
    displayName: '',
    expirationDateTime: '2026-11-26T02:00:00Z',
    jobId,
    lastUpdatedDateTime: at,
    status,
    tasks: { completed, failed: 0, inProgress: tasks.length - completed, total: tasks.length },
  };
}

function underWay(jobId: string, body: JobRequest) {
  return head(jobId, 'running', body);
}

function finished(jobId: string, body: JobRequest, behaviour: Answering) {
  const { id, text } = body.analysisInput.documents[0]!;
  const items = body.tasks.map(({ kind, taskName }) => {
    const document = { id, warnings: [], ...documentOf(kind, text, behaviour) };
    const results =
      'refuses' in behaviour
        ? { documents: [], errors: [{ id, error: { code: 'InvalidArgument', message: behaviour.refuses } }] }
        : { documents: [document], errors: [] };
    const status = 'failsTask' in behaviour ? 'failed' : 'succeeded';
    const lastUpdateDateTime = '2026-11-25T02:00:00Z';
    return {
      kind: kindOf(kind, behaviour),
      taskName,
      lastUpdateDateTime,
      status,
      results: { ...results, modelVersion: '2023-04-01' },
    };
  });
  const errors =
    'failsTask' in behaviour
      ? items.map((_, index) => ({ code: 'InvalidRequest', message: behaviour.failsTask, target: `#/tasks/items/${index}` }))
      : [];
  const whole = head(jobId, 'failsTask' in behaviour ? 'partiallySucceeded' : 'succeeded', body);
  return { ...whole, errors, tasks: { ...whole.tasks, items } };
}

function kindOf(kind: string, behaviour: Answering): string {
  const named = 'resultKind' in behaviour ? behaviour.resultKind : undefined;
  return named ?? `${kind}LROResults`;
}

function documentOf(kind: string, text: string, behaviour: Answering): object {
  const {
    negative = 0,
    names = [],
    classes = {},
  } = behaviour as { negative?: number; names?: string[]; classes?: Record<string, number> };
  switch (kind) {
    case 'SentimentAnalysis': {
      const confidenceScores = { positive: 0, neutral: 1 - negative, negative };
      const sentiment = negative > 0.5 ? 'negative' : 'neutral';
      return { sentiment, confidenceScores, sentences: [{ sentiment, confidenceScores, offset: 0, length: text.length, text }] };
    }
    case 'PiiEntityRecognition':
      return {
        redactedText: names.reduce((rest, name) => rest.replace(name, '*'.repeat(name.length)), text),
        entities: names.map((name) => ({
          category: 'Person',
          confidenceScore: 0.9,
          offset: text.indexOf(name),
          length: name.length,
          text: name,
        })),
      };
    default:
      return { class: Object.entries(classes).map(([category, confidenceScore]) => ({ category, confidenceScore })) };
  }
}
