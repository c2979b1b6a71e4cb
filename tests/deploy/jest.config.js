import { base } from '../helpers/jest-base.js';

// Apart from `npm test`: these start whole programs through bash.
export default {
  ...base,
  displayName: 'deploy',
  testMatch: ['<rootDir>/tests/deploy/**/*.test.ts'],
  testTimeout: 60_000,
};
