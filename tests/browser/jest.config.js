import { base } from '../helpers/jest-base.js';

// Apart from `npm test`: these start the local stack and a browser.
export default {
  ...base,
  displayName: 'browser',
  testMatch: ['<rootDir>/tests/browser/**/*.test.ts'],
  // Other steps run beside them in `.ci/run`, and with a third worker some waited longer than their patience. Those in timed/ run alone (`--runInBand`).
  maxWorkers: 2,
  // A safety net only, as everywhere: other steps may run beside them.
  testTimeout: 180_000,
};
