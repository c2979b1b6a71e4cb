import { describe, expect, it } from '@jest/globals';
import { circlesOf } from '../helpers/import-circles.ts';
import { breaches, unitOf } from '../helpers/import-rules.ts';
import { computedImports, importsOf, sourceFiles } from '../helpers/source-tree.ts';

const shipped = sourceFiles('src');
const local = sourceFiles('local');
const frontend = sourceFiles('frontend/src');
const everything = [
  ...shipped,
  ...local,
  ...frontend,
  ...['scripts', 'benchmarks', 'tests', 'tools'].flatMap((folder) => sourceFiles(folder)),
];

describe('imports', () => {
  it('are found at all', () => {
    expect(shipped.length).toBeGreaterThan(100);
    expect(shipped.flatMap(importsOf).length).toBeGreaterThan(300);
  });

  it('go one way only', () => {
    expect(everything.flatMap(breaches)).toEqual([]);
  });

  it('never form a circle of files, not even one of types', () => {
    expect(circlesOf(everything)).toEqual([]);
  });

  it('never form a circle of folders', () => {
    expect(circlesOf(shipped, unitOf)).toEqual([]);
  });

  it('can all be followed in what ships', () => {
    expect(shipped.flatMap(computedImports)).toEqual([]);
  });

  it('bring the AWS SDK into src/aws only', () => {
    const users = shipped.filter((file) =>
      importsOf(file).some(({ target }) => /^@(aws-sdk|smithy)\//.test(target)),
    );
    expect(users.filter(({ path }) => !path.startsWith('src/aws/')).map(({ path }) => path)).toEqual([]);
  });

  it('bring the schema library into the contract and the catalog only', () => {
    const users = shipped.filter((file) => importsOf(file).some(({ target }) => target === 'typebox'));
    expect(
      users.filter(({ path }) => !/^src\/(contract|catalog)\//.test(path)).map(({ path }) => path),
    ).toEqual([]);
  });

  it('never reach into the installation of a package', () => {
    const users = everything.filter((file) =>
      importsOf(file).some(({ target }) => target.includes('node_modules/')),
    );
    expect(users.map(({ path }) => path)).toEqual([]);
  });
});

describe('the environment', () => {
  it('is read in src/config/env.ts only', () => {
    const readers = shipped.filter(({ text }) => /\bprocess\s*\.\s*env\b|\bprocess\[/.test(text));
    expect(readers.map(({ path }) => path)).toEqual(['src/config/env.ts']);
  });
});

describe('code for Lambda bundles', () => {
  it('uses neither import.meta nor top-level await, which CommonJS does not have', () => {
    const users = shipped.filter(({ text }) => /\bimport\.meta\b|^(const .*= )?await /m.test(text));
    expect(users.map(({ path }) => path)).toEqual([]);
  });
});
