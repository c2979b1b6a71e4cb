import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { importsOf, root, type SourceFile, sourceFiles } from '../helpers/source-tree.ts';

const LONGEST_WALK = 12;
const LONGEST_FILE = 300;

const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
const files = new Map(sourceFiles('src').map((file) => [file.path, file]));

/** The files of one list, in order: those of the numbered lines after its mark. */
function walk(name: string): string[] {
  const list = page.split(`<!-- walk: ${name} -->\n`)[1]?.split('\n\n')[0] ?? '';
  return list.split('\n').flatMap((line, index) => {
    const path = new RegExp(`^${index + 1}\\. \`(src/[^\`]+)\`: .`).exec(line)?.[1];
    return path === undefined ? [line] : [path];
  });
}

const linesOf = ({ text }: SourceFile) => text.trimEnd().split('\n').length;

/** Files of the list that cannot be reached from the ones above them, through the registry of vendors if need be. */
function unreachable(paths: readonly string[]): string[] {
  const registries = ['src/providers/image-models.ts', 'src/providers/openai/index.ts'];
  const reached = new Set<string>();
  const open = (path: string) => {
    const file = files.get(path);
    for (const { target } of file === undefined ? [] : importsOf(file)) {
      if (reached.has(target)) continue;
      reached.add(target);
      if (registries.includes(target)) open(target);
    }
  };
  return paths.filter((path, index) => {
    const isReached = index === 0 || reached.has(path);
    open(path);
    return !isReached;
  });
}

describe.each(['request', 'worker'])('the way of a prompt in docs/architecture.md: %s', (name) => {
  const paths = walk(name);

  it('is a list of files that exist', () => {
    expect(paths.length).toBeGreaterThan(5);
    expect(paths.filter((path) => !files.has(path))).toEqual([]);
  });

  it(`has at most ${LONGEST_WALK} files, each once`, () => {
    expect(paths.length).toBeLessThanOrEqual(LONGEST_WALK);
    expect(new Set(paths).size).toBe(paths.length);
  });

  it(`has no file above ${LONGEST_FILE} lines`, () => {
    const long = paths
      .flatMap((path) => files.get(path) ?? [])
      .filter((file) => linesOf(file) > LONGEST_FILE);
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  it('leads from each file to the next ones by imports', () => {
    expect(unreachable(paths)).toEqual([]);
  });
});

it('a file that nothing above it imports would be found', () => {
  expect(unreachable(['src/handlers/status.ts', 'src/usecases/run-model/run-model.ts'])).toEqual([
    'src/usecases/run-model/run-model.ts',
  ]);
});
