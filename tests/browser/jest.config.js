// Apart from `npm test`: these start the local stack and a browser.
export default {
  rootDir: '../..',
  displayName: 'browser',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/tests/browser/**/*.test.ts'],
  transform: { '\\.m?tsx?$': '<rootDir>/tests/helpers/esbuild-transform.js' },
  extensionsToTreatAsEsm: ['.ts'],
  modulePathIgnorePatterns: ['<rootDir>/.aws-sam', '<rootDir>/.local'],
  maxWorkers: 1,
  testTimeout: 90_000,
};
