// What all jest configurations share.
import { fileURLToPath } from 'node:url';

const [major] = process.versions.node.split('.').map(Number);
if (major < 24) {
  throw new Error(
    `These tests need Node 24, and this is Node ${process.versions.node} (${process.execPath}). ` +
      'The project installs its own: use the npm scripts, or set the Node of your IDE to node_modules/.bin/node.',
  );
}

export const base = {
  // A safety net only: a busy machine may take many times what a test needs.
  testTimeout: 60_000,
  rootDir: fileURLToPath(new URL('../..', import.meta.url)),
  testEnvironment: 'node',
  transform: { '\\.m?tsx?$': '<rootDir>/tests/helpers/esbuild-transform.js' },
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  modulePathIgnorePatterns: ['<rootDir>/.aws-sam', '<rootDir>/.local', '<rootDir>/tools/.*/node_modules'],
};
