/** One line of a `doctor` command. */
export interface Check {
  name: string;
  /** @returns what was found; throws what is wrong and what to do. */
  run(): Promise<string> | string;
}

/** Runs one after the other, a line each. @returns 0 when all is well, 1 otherwise */
export async function runChecks(checks: readonly Check[], print: (line: string) => void): Promise<number> {
  let failures = 0;
  for (const check of checks) {
    try {
      print(`ok    ${check.name}: ${await check.run()}`);
    } catch (error) {
      failures++;
      print(`FAIL  ${check.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return failures === 0 ? 0 : 1;
}
