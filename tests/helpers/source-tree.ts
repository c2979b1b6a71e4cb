import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export interface SourceFile {
  /** From the root of the repository, with forward slashes. */
  path: string;
  text: string;
}

export interface Import {
  /** The file of ours that is imported, from the root, or the name of a package. */
  target: string;
  typeOnly: boolean;
}

/** Every TypeScript file below a folder, generated ones left out. */
export function sourceFiles(folder: string): SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.d\.ts$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !/(^|\/)(node_modules|generated|dist|fixtures)\//.test(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

const STATEMENT = /^(?:import|export)\s+(type\s)?[^'"`;]*?from\s+'([^']+)'|^import\s+'([^']+)'/gm;
const CALL = /\bimport\(\s*'([^']+)'\s*\)/g;

/** What a file imports, statically or not. */
export function importsOf({ path, text }: SourceFile): Import[] {
  const resolve = (name: string) =>
    name.startsWith('.') ? join(dirname(path), name).replaceAll('\\', '/') : name;
  return [
    ...[...text.matchAll(STATEMENT)].map(([, type, from, bare]) => ({
      target: resolve(from ?? bare ?? ''),
      typeOnly: type !== undefined,
    })),
    ...[...text.matchAll(CALL)].map(([, name]) => ({ target: resolve(name ?? ''), typeOnly: false })),
  ];
}
