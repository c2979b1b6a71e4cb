import { base } from '../../tests/helpers/jest-base.js';

export default {
  ...base,
  roots: ['<rootDir>/src', '<rootDir>/tests'],
  testMatch: ['<rootDir>/tests/unit/**/*.test.ts'],
  transform: { '\\.m?tsx?$': '<rootDir>/tools/mutants/transform.js' },
  testSequencer: '<rootDir>/tools/mutants/in-order.js',
  reporters: ['default', '<rootDir>/tools/mutants/report.js'],
  bail: 1,
  // A busy machine must not look like a fault.
  testTimeout: 10_000,
};
