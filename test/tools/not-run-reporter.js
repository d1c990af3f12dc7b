/** Names at the end of a run the parts that could not run on this machine. */
module.exports = class NotRunReporter {
  onRunComplete() {
    if (process.env.XIAOBAO_TEST_SERVER) return;
    console.log(
      '\nNOT RUN: the MongoDB half of the tests that run on both stores; no server was found.' +
        '\n         Set XIAOBAO_TEST_MONGODB_URI, put mongod on PATH, or install SecantusDB into .venv (see .ci/run).',
    );
  }
};
