import { join } from 'node:path';
import { projectRoot } from '../../../src/platform/project-root';
import type * as Built from '../../../src/understanding/batch/line-workers';

describe('Threads that understand lines', () => {
  it('that cannot start say so for every block, also for those that come later', async () => {
    // As it was built: a thread starts from a file of JavaScript.
    const { LineWorkers } = (await import(join(projectRoot, 'dist/src/understanding/batch/line-workers.js'))) as typeof Built;
    const workers = new LineWorkers({ modelPath: '/nowhere/model.bin', now: new Date() }, 1);
    const lines = [{ number: 1, text: '{"text":"你好"}' }];
    await expect(workers.understand(lines)).rejects.toThrow(/model/i);
    await expect(workers.understand(lines)).rejects.toThrow(/model/i);
    await workers.close();
  });
});
