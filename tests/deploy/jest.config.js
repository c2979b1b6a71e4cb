// Apart from `npm test`: these start whole programs through bash.
export default {
  rootDir: '../..',
  displayName: 'deploy',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/tests/deploy/**/*.test.ts'],
  transform: { '\\.m?tsx?$': '<rootDir>/tests/helpers/esbuild-transform.js' },
  extensionsToTreatAsEsm: ['.ts'],
  modulePathIgnorePatterns: ['<rootDir>/.aws-sam', '<rootDir>/.local'],
  testTimeout: 60_000,
};
