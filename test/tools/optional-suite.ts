/**
 * A suite that needs something of this machine. Where that is missing the suite is skipped, under a title that the reporter
 * names at the end of the run; with XIAOBAO_REQUIRE_ALL=1 (CI) it fails instead.
 *
 * @param part what is needed, as the reporter knows it: `Chromium`, `official clients`
 * @param missing why it cannot run, e.g. `none found`; `undefined` when it can
 */
export function describeWhere(part: string, missing: string | undefined, name: string, suite: () => void): void {
  if (!missing) describe(name, suite);
  else if (process.env.XIAOBAO_REQUIRE_ALL === '1')
    describe(name, () => {
      it(`has ${part}, which XIAOBAO_REQUIRE_ALL=1 asks for`, () => {
        throw new Error(`${part}: ${missing}`);
      });
    });
  else describe.skip(`${name} (${part}: NOT RUN, ${missing})`, suite);
}
