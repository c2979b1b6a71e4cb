import type { Plugin } from 'esbuild';

const AWS_SDK = /^@(aws-sdk|smithy)\//;
const PACKAGES = /[\\/]node_modules[\\/]/;

/**
 * Leaves the AWS SDK out of the bundles: a thread loads it once for all instances in it, whose calls then run the same
 * compiled and optimised code. What each instance makes of it, its clients, is its own.
 */
export const sharedPackages: Plugin = {
  name: 'shared packages',
  setup(build) {
    build.onResolve({ filter: AWS_SDK }, ({ path, importer }) =>
      PACKAGES.test(importer) ? undefined : { path, external: true },
    );
  },
};
