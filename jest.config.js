import { base } from './tests/helpers/jest-base.js';

// Jest reads it here alone, not in a project.
const { testTimeout, ...project } = base;

export default {
  maxWorkers: 2,
  testTimeout,
  // Node never lets go of what a test file has imported (nodejs/node#63186): a worker that has grown this large is replaced.
  workerIdleMemoryLimit: '1GB',
  projects: [
    {
      ...project,
      displayName: 'node',
      testMatch: ['<rootDir>/tests/{unit,integration,structure}/**/*.test.ts'],
    },
    {
      ...project,
      displayName: 'frontend',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/frontend/src/**/*.test.{ts,tsx}'],
      moduleNameMapper: { '\\.css$': '<rootDir>/tests/helpers/style-module.js' },
      setupFilesAfterEnv: ['<rootDir>/frontend/src/testing/setup.ts'],
    },
  ],
};
