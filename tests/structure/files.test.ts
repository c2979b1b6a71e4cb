import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { importsOf, root, sourceFiles } from '../helpers/source-tree.ts';

const MAX_LINES = 300;

/** Types, interfaces, schemas and lists: nothing of their own to test. Interfaces have a suite in tests/suites. */
const WITHOUT_OWN_TEST = [
  /^src\/contract\//,
  /(^|\/)types\.ts$/,
  /^src\/errors\.ts$/,
  /^src\/config\/slot\.ts$/,
  /^src\/lib\/(log|clock)\.ts$/,
  /^src\/store\/(documents|object-store|counter-store|idempotency-store|key-store|known-models-store|salt-store|times-store)\.ts$/,
  /^src\/usecases\/ports\.ts$/,
];

/** Lists of texts: data, which may be long. */
const DATA = [/\/i18n\/(first-)?[a-z]{2}\.ts$/];

const sources = sourceFiles('src');
const tests = [...sourceFiles('tests/unit'), ...sourceFiles('tests/suites')];

/**
 * Every file that a test reaches: a helper is tested through the file that uses it. The tests of handlers reach nearly
 * everything, so they count for the wiring only.
 */
function reachedByTests(): Set<string> {
  const byPath = new Map([...sources, ...sourceFiles('tests/helpers')].map((file) => [file.path, file]));
  const reached = new Set<string>();
  const visit = (path: string, counts: (path: string) => boolean) => {
    const file = byPath.get(path);
    if (file === undefined || reached.has(path) || !counts(path)) return;
    reached.add(path);
    for (const { target } of importsOf(file)) visit(target, counts);
  };
  const isWiring = (path: string) => /^src\/(handlers\/|providers\/[^/]+\.ts$)|^tests\//.test(path);
  for (const test of tests) {
    const counts = test.path.startsWith('tests/unit/handlers/') ? isWiring : () => true;
    for (const { target } of importsOf(test)) visit(target, counts);
  }
  return reached;
}

describe('files', () => {
  it.each(['src', 'local', 'frontend/src', 'scripts', 'tools', 'benchmarks'])(
    `below %s have at most ${MAX_LINES} lines`,
    (folder) => {
      const long = sourceFiles(folder)
        .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
        .filter(({ path, lines }) => lines > MAX_LINES && !DATA.some((pattern) => pattern.test(path)));
      expect(long).toEqual([]);
    },
  );

  it('are named in kebab-case', () => {
    const odd = [
      ...sources,
      ...sourceFiles('local'),
      ...sourceFiles('frontend/src'),
      ...sourceFiles('scripts'),
      ...sourceFiles('tools'),
    ]
      .map(({ path }) => path)
      .filter((path) => !/^[a-z0-9]+([.-][a-z0-9]+)*\.tsx?$/.test(basename(path)));
    expect(odd).toEqual([]);
  });

  it('of src are each reached by a test', () => {
    const reached = reachedByTests();
    const untested = sources
      .map(({ path }) => path)
      .filter((path) => !WITHOUT_OWN_TEST.some((pattern) => pattern.test(path)) && !reached.has(path));
    expect(untested).toEqual([]);
  });

  it('that decide about money, models or stored documents have a test of their own', () => {
    const own = /^src\/(usecases|store|config)\//;
    const untested = sources
      .map(({ path }) => path)
      .filter((path) => own.test(path) && !WITHOUT_OWN_TEST.some((pattern) => pattern.test(path)))
      .filter(
        (path) => !existsSync(join(root, path.replace('src/', 'tests/unit/').replace('.ts', '.test.ts'))),
      );
    expect(untested).toEqual([]);
  });

  it('of tests/unit each stand at the path of the file that they test, and may add the rule that they are about', () => {
    const orphans = tests
      .map(({ path }) => path)
      .filter((path) => path.endsWith('.test.ts'))
      .filter((path) => {
        const tested = path.replace(/^tests\/unit\//, '').replace(/\.test\.ts$/, '');
        const whole = tested.replace(/\.[a-z-]+$/, '');
        const candidates = [
          `src/${tested}.ts`,
          `src/${tested}.json`,
          `${tested}.ts`,
          `src/${whole}.ts`,
          `${whole}.ts`,
        ];
        return !candidates.some((candidate) => existsSync(join(root, candidate)));
      });
    expect(orphans).toEqual([]);
  });

  it('hold no leftovers', () => {
    const leftovers = sources.filter(({ text }) =>
      /\b(TODO|FIXME|XXX)\b|@ts-ignore|@ts-expect-error|biome-ignore/.test(text),
    );
    expect(leftovers.map(({ path }) => path)).toEqual([]);
  });
});
