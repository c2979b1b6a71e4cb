import { base } from './tests/helpers/jest-base.js';

export default {
  maxWorkers: 2,
  projects: [
    {
      ...base,
      displayName: 'node',
      testMatch: ['<rootDir>/tests/{unit,integration,structure}/**/*.test.ts'],
    },
    {
      ...base,
      displayName: 'frontend',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/frontend/src/**/*.test.{ts,tsx}'],
      moduleNameMapper: { '\\.css$': '<rootDir>/tests/helpers/style-module.js' },
      setupFilesAfterEnv: ['<rootDir>/frontend/src/testing/setup.ts'],
    },
  ],
};
