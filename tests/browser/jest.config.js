import { base } from '../helpers/jest-base.js';

// Apart from `npm test`: these start the local stack and a browser.
export default {
  ...base,
  displayName: 'browser',
  testMatch: ['<rootDir>/tests/browser/**/*.test.ts'],
  maxWorkers: 1,
  testTimeout: 90_000,
};
