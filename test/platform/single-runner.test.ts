import { SingleRunner } from '../../src/platform/single-runner';

describe('A single runner', () => {
  const runs: (() => void)[] = [];
  let runner: SingleRunner;
  beforeEach(() => {
    runs.length = 0;
    runner = new SingleRunner(() => new Promise<void>((resolve) => runs.push(resolve)));
  });

  it('never runs twice at a time, and once more for all who asked meanwhile', async () => {
    const asked = [runner.run(), runner.run(), runner.run()];
    expect(runs).toHaveLength(1);
    runs[0]!();
    await Promise.resolve();
    await Promise.resolve();
    expect(runs).toHaveLength(2);
    runs[1]!();
    await Promise.all([...asked, runner.settled()]);
    expect(runs).toHaveLength(2);
  });

  // A run has looked at everything, and nobody has heard yet that it is over.
  it.each([0, 1, 2, 3, 4, 5, 6])('runs for who asks %i moments after a run has ended', async (moments) => {
    void runner.run();
    runs[0]!();
    for (let moment = 0; moment < moments; moment++) await Promise.resolve();
    void runner.run();
    await Promise.resolve();
    await Promise.resolve();
    expect(runs).toHaveLength(2);
  });
});
