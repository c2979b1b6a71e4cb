import { describe, expect, it } from '@jest/globals';
import { circlesOf } from '../helpers/import-circles.ts';
import { importsOf, type SourceFile, sourceFiles } from '../helpers/source-tree.ts';

/**
 * Who may import whom. This is the only place that says so. A folder may always import itself; a type-only import is
 * held to the same rule, except for what `types` adds.
 */
interface Rule {
  from: RegExp;
  may: RegExp[];
  types?: RegExp[];
}

const contract = /^src\/contract\//;
const errors = /^src\/errors\.ts$/;
const lib = /^src\/lib\//;
const catalog = /^src\/catalog\//;
const store = /^src\/store\//;
const config = /^src\/config\//;
const contentFilter = /^src\/content-filter\//;
const usecases = /^src\/usecases\//;
const providerTypes = /^src\/providers\/types\.ts$/;
const providerShared = /^src\/providers\/shared\//;

const RULES: Rule[] = [
  { from: contract, may: [] },
  { from: catalog, may: [contract, errors] },
  { from: errors, may: [contract] },
  { from: lib, may: [contract, errors] },
  { from: contentFilter, may: [lib] },
  { from: config, may: [contract, errors, lib, catalog], types: [providerTypes] },
  { from: providerTypes, may: [contract, lib] },
  { from: providerShared, may: [contract, errors, lib, providerTypes] },
  { from: /^src\/providers\/[^/]+\//, may: [contract, errors, lib, providerTypes, providerShared] },
  { from: store, may: [contract, errors, lib] },
  { from: usecases, may: [contract, errors, lib, store, providerTypes], types: [config] },
  { from: /^src\/aws\//, may: [errors, lib, store, usecases, providerTypes] },
  { from: /^src\/http\//, may: [contract, errors, lib] },
  { from: /^src\//, may: [/^src\//] },
  { from: /^local\//, may: [contract, config, lib] },
  { from: /^frontend\/src\//, may: [/^src\/contract\/(?:constants|shape)\.ts$/], types: [contract] },
];

/** The folder that a file belongs to; each provider is a folder of its own. */
const folderOf = (path: string) =>
  /^(src\/(providers\/[^/]+\/|[^/]+\/)|local\/|frontend\/)/.exec(path)?.[0] ?? path;

function breaches(file: SourceFile): string[] {
  const rule = RULES.find(({ from }) => from.test(file.path));
  if (rule === undefined) return [];
  return importsOf(file)
    .filter(({ target }) => /^(src|local|frontend|scripts|benchmarks|tests|tools)\//.test(target))
    .filter(({ target }) => folderOf(target) !== folderOf(file.path))
    .filter(({ target, typeOnly }) => {
      const allowed = typeOnly ? [...rule.may, ...(rule.types ?? [])] : rule.may;
      return !allowed.some((pattern) => pattern.test(target));
    })
    .map(({ target }) => `${file.path} imports ${target}`);
}

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
    expect([...shipped, ...local, ...frontend].flatMap(breaches)).toEqual([]);
  });

  it('never form a circle, not even one of types', () => {
    expect(circlesOf(everything)).toEqual([]);
  });

  it('of a registry name providers, which know nothing of each other', () => {
    const registries = ['src/providers/image-models.ts', 'src/providers/enhancers.ts'];
    const others = shipped.filter(({ path }) => !registries.includes(path) && !/^src\/handlers\//.test(path));
    const users = others.filter((file) => importsOf(file).some(({ target }) => registries.includes(target)));
    expect(users.map(({ path }) => path)).toEqual([]);
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
