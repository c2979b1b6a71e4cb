// Writes what a trial needs to know into the file REPORT. Jest's own JSON report is not written if `bail` ends the run.
import { writeFileSync } from 'node:fs';

export default class Report {
  onRunComplete(_contexts, { testResults }) {
    const files = testResults.map(({ testFilePath, perfStats, testResults: tests }) => ({
      path: testFilePath,
      milliseconds: perfStats.runtime,
      failures: tests.flatMap(({ failureMessages }) => failureMessages),
    }));
    writeFileSync(process.env.REPORT, JSON.stringify(files));
  }
}
