import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** Ends every run with one line that a machine can read: `12 passed, 0 failed, 0 skipped`. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const count = { passed: 0, failed: errors.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      // A file that could not be loaded has no tests to count, yet it failed.
      if (module.errors().length > 0) count.failed += 1;
      for (const test of module.children.allTests()) count[test.result().state] += 1;
    }

    // Other reporters still have their say after this one; the last word comes as the process ends.
    process.once('exit', () => {
      if (count.failed > 0) process.exitCode ||= 1;
      console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped + count.pending} skipped`);
    });
  }
}
