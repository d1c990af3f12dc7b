import { startTestServer, type TestServer } from './mongo-server';

declare global {
  // Handed from jest's globalSetup to its globalTeardown; both run in the parent process.
  var xiaobaoTestServer: TestServer | undefined;
}

/** jest's globalSetup: one MongoDB server for the whole run, found by the workers in their environment. */
module.exports = async function startStores(): Promise<void> {
  const server = await startTestServer();
  globalThis.xiaobaoTestServer = server;
  if (server) {
    process.env.XIAOBAO_TEST_SERVER = server.uri;
    process.env.XIAOBAO_TEST_SERVER_KIND = server.kind;
  } else if (process.env.XIAOBAO_REQUIRE_ALL === '1') {
    throw new Error(
      'No MongoDB server was found for the tests, and XIAOBAO_REQUIRE_ALL=1 asks for one. See test/tools/mongo-server.ts.',
    );
  }
};
