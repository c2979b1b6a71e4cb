// The transform of all tests, but with one fault in one file: MUTANT is {path, start, end, replacement} as JSON.
import { createHash } from 'node:crypto';
import { relative } from 'node:path';
import transform from '../../tests/helpers/esbuild-transform.js';

const mutant = process.env.MUTANT ? JSON.parse(process.env.MUTANT) : undefined;

const withFault = (source, path, rootDir) =>
  mutant === undefined || relative(rootDir, path) !== mutant.path
    ? source
    : source.slice(0, mutant.start) + mutant.replacement + source.slice(mutant.end);

export default {
  getCacheKey: (source, path, { config, configString }) =>
    createHash('sha256')
      .update(`${configString}\0${path}\0${withFault(source, path, config.rootDir)}`)
      .digest('hex'),
  process: (source, path, { config }) => transform.process(withFault(source, path, config.rootDir), path),
};
