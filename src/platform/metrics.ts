import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

export interface HttpMetrics {
  /** `started` is `process.hrtime.bigint()` at the beginning. */
  observe(method: string, route: string, status: number, started: bigint): void;
}

/** What operators watch, in Prometheus' text form at `/metrics`. Labels are few and never personal. */
export class Metrics implements HttpMetrics {
  private readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'xiaobao_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [this.registry],
  });
  private readonly turns = new Histogram({
    name: 'xiaobao_turn_seconds',
    help: 'Time from the arrival of a message to its durable replies',
    labelNames: ['outcome'],
    buckets: [0.005, 0.02, 0.05, 0.2, 1, 5],
    registers: [this.registry],
  });
  private readonly events = new Counter({
    name: 'xiaobao_events_total',
    help: 'What happened: complaints registered, handoffs, urgent signals, misunderstandings',
    labelNames: ['event'],
    registers: [this.registry],
  });
  private readonly opinions = new Counter({
    name: 'xiaobao_second_opinion_total',
    help: 'Questions to Azure AI Language and how they ended; agreed and disagreed: its class beside ours',
    labelNames: ['question', 'outcome'],
    registers: [this.registry],
  });
  private readonly embeddings = new Counter({
    name: 'xiaobao_embeddings_total',
    help: 'Requests to the embedding endpoint and how they ended',
    labelNames: ['asked', 'outcome'],
    registers: [this.registry],
  });
  private readonly sockets = new Gauge({
    name: 'xiaobao_open_streams',
    help: 'Open WebSocket and event streams',
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  observe(method: string, route: string, status: number, started: bigint): void {
    this.requests.observe({ method, route, status }, secondsSince(started));
  }

  turn(outcome: 'handled' | 'failed', started: bigint): void {
    this.turns.observe({ outcome }, secondsSince(started));
  }

  count(event: string): void {
    this.events.inc({ event });
  }

  secondOpinion(question: string, outcome: string): void {
    this.opinions.inc({ question, outcome });
  }

  embedding(asked: string, outcome: string): void {
    this.embeddings.inc({ asked, outcome });
  }

  streamOpened(): void {
    this.sockets.inc();
  }

  streamClosed(): void {
    this.sockets.dec();
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }
}

function secondsSince(started: bigint): number {
  return Number(process.hrtime.bigint() - started) / 1e9;
}
