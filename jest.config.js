const shared = {
  transform: { '\\.m?tsx?$': '<rootDir>/tests/helpers/esbuild-transform.js' },
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  modulePathIgnorePatterns: ['<rootDir>/.aws-sam', '<rootDir>/.local'],
};

export default {
  maxWorkers: 2,
  projects: [
    {
      ...shared,
      displayName: 'node',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/tests/{unit,integration,structure}/**/*.test.ts'],
    },
    {
      ...shared,
      displayName: 'frontend',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/frontend/src/**/*.test.{ts,tsx}'],
      moduleNameMapper: { '\\.css$': '<rootDir>/tests/helpers/style-module.js' },
      setupFilesAfterEnv: ['<rootDir>/frontend/src/testing/setup.ts'],
    },
  ],
};
