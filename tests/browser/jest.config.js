import { base } from '../helpers/jest-base.js';

// Apart from `npm test`: these start the local stack and a browser.
export default {
  ...base,
  displayName: 'browser',
  testMatch: ['<rootDir>/tests/browser/**/*.test.ts'],
  // They wait more than they work: for pictures, for polls, for what must not happen. Those in timed/ run alone (`--runInBand`).
  maxWorkers: 3,
  // A safety net only, as everywhere: other steps may run beside them.
  testTimeout: 180_000,
};
