import { type Import, importsOf, type SourceFile } from './source-tree.ts';

/**
 * Who may import whom; this is the only place that says so. A folder may always import itself, and what is not listed
 * may not be imported. A type-only import is held to the same rule, except for what `types` adds.
 */
interface Rule {
  from: RegExp;
  may: RegExp[];
  types?: RegExp[];
}

const contract = /^src\/contract\//;
const errors = /^src\/errors\.ts$/;
const caller = /^src\/caller\.ts$/;
const access = /^src\/access\//;
const lib = /^src\/lib\//;
const catalog = /^src\/catalog\//;
const store = /^src\/store\//;
const config = /^src\/config\//;
const usecases = /^src\/usecases\//;
const contentFilter = /^src\/content-filter\//;
const aws = /^src\/aws\//;
const http = /^src\/http\//;
const handlers = /^src\/handlers\//;
const providerTypes = /^src\/providers\/types\.ts$/;
const providerShared = /^src\/providers\/shared\//;
const provider = /^src\/providers\/[^/]+\//;
const providerRegistry = /^src\/providers\/[^/]+\.ts$/;

const RULES: readonly Rule[] = [
  { from: contract, may: [] },
  { from: catalog, may: [contract, errors, lib] },
  { from: errors, may: [contract], types: [lib] },
  { from: caller, may: [contract] },
  { from: lib, may: [contract, errors] },
  { from: access, may: [contract, errors, lib], types: [caller, config, store] },
  { from: contentFilter, may: [lib] },
  { from: config, may: [contract, errors, lib, catalog], types: [providerTypes] },
  { from: providerTypes, may: [contract, lib] },
  { from: providerShared, may: [contract, errors, lib, providerTypes] },
  { from: provider, may: [contract, errors, lib, providerTypes, providerShared] },
  { from: providerRegistry, may: [provider, providerTypes] },
  { from: store, may: [contract, errors, lib] },
  { from: usecases, may: [contract, errors, lib, store, providerTypes], types: [caller, config] },
  { from: aws, may: [errors, lib, store, usecases, providerTypes] },
  { from: http, may: [contract, errors, lib], types: [caller] },
  {
    from: handlers,
    may: [
      access,
      contract,
      errors,
      lib,
      config,
      contentFilter,
      providerTypes,
      providerRegistry,
      store,
      usecases,
      aws,
      http,
    ],
  },
  { from: /^local\//, may: [contract, config, lib] },
  {
    from: /^frontend\/src\//,
    may: [/^src\/contract\/(?:constants|estimate|fold|shape)\.ts$/],
    types: [contract],
  },
];

/** Files without a rule of their own: everything outside what ships may import what it likes. */
const FREE = /^(scripts|benchmarks|tests|tools)\//;

/** The unit that a rule protects: a folder of src, each provider, each folder of use cases, or a single file beside them. */
export const unitOf = (path: string): string =>
  /^(src\/(providers|usecases)\/[^/]+(\/|$)|src\/(?!providers|usecases)[^/]+(\/|$)|local\/|frontend\/)/.exec(
    path,
  )?.[0] ?? path;

/** Two files of one folder; the folders of use cases count as one, because rules do not tell them apart. */
const areNeighbours = (a: string, b: string) =>
  unitOf(a) === unitOf(b) || (usecases.test(a) && usecases.test(b));

/** What a file imports against the rules, as `a.ts imports b.ts`. */
export function breaches(file: SourceFile): string[] {
  if (FREE.test(file.path)) return [];
  const rule = RULES.find(({ from }) => from.test(file.path));
  if (rule === undefined) return [`${file.path} has no rule in tests/helpers/import-rules.ts`];
  return importsOf(file)
    .filter(({ isOurs, target }) => isOurs && !areNeighbours(target, file.path))
    .filter((imported) => !isAllowed(rule, imported))
    .map(({ target }) => `${file.path} imports ${target}`);
}

function isAllowed({ may, types = [] }: Rule, { target, typeOnly }: Import): boolean {
  return [...may, ...(typeOnly ? types : [])].some((pattern) => pattern.test(target));
}
