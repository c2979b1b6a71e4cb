import { basename } from 'node:path';
import { importsOf, sourceFiles } from '../../tests/helpers/source-tree.ts';

/** The unit tests that import a file, directly or not: its own tests first, then by distance. */
export function createReachingTests(): (path: string) => string[] {
  const files = ['src', 'tests/unit', 'tests/suites', 'tests/helpers'].flatMap((folder) =>
    sourceFiles(folder),
  );
  const users = new Map<string, string[]>();
  for (const file of files) {
    for (const { target, typeOnly } of importsOf(file)) {
      if (!typeOnly) users.set(target, [...(users.get(target) ?? []), file.path]);
    }
  }
  return (path) => {
    const distances = new Map([[path, 0]]);
    for (const [user, distance] of distances) {
      for (const next of users.get(user) ?? []) if (!distances.has(next)) distances.set(next, distance + 1);
    }
    const own = `${basename(path, '.ts')}.`;
    const rank = (test: string) => (basename(test).startsWith(own) ? 0 : (distances.get(test) ?? 0));
    const tests = [...distances.keys()].filter((file) => /^tests\/unit\/(?!local\/).*\.test\.ts$/.test(file));
    return tests.sort((a, b) => rank(a) - rank(b));
  };
}
