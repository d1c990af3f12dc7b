/** jest's globalTeardown. */
module.exports = async function stopStores(): Promise<void> {
  await globalThis.xiaobaoTestServer?.stop();
};
