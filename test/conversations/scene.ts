import type { Clock } from '../../src/platform/clock';
import { officeMorning, startAppUnderTest } from '../tools/app-under-test';
import type { AppUnderTest } from '../tools/app-under-test';
import { Consumer } from '../tools/consumer';
import { play } from '../tools/transcript';

/** One program for a suite, and another consumer for each of its tests. */
export interface Scene {
  readonly app: AppUnderTest;
  readonly consumer: Consumer;
  /** What the consumer and Xiaobao say to each other. @returns what the names in braces caught */
  readonly talk: (transcript: string) => Promise<Record<string, string>>;
}

/** Sets the scene for the suite that it is called in: on a Wednesday morning, 2026-11-25, where no other time is given. */
export function setScene(store: 'embedded' | 'mongodb', clock: Clock = officeMorning): Scene {
  let app: AppUnderTest;
  let consumer: Consumer;
  beforeAll(async () => (app = await startAppUnderTest(store, {}, clock)));
  afterAll(() => app.stop());
  beforeEach(async () => (consumer = await Consumer.arrive(app.url)));
  return {
    get app() {
      return app;
    },
    get consumer() {
      return consumer;
    },
    talk: (transcript) => play(consumer, transcript),
  };
}
