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
  isOurs: boolean;
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

const NAME = `(?:'([^'\\n]+)'|"([^"\\n]+)"|\`([^\`$\\n]+)\`)`;
/** `import … from`, `export … from`, and imports for the side effect alone. */
const STATEMENT = new RegExp(`^\\s*(?:import|export)\\s+(type\\s)?(?:[^'"\`;()]*?\\bfrom\\s*)?${NAME}`, 'gm');
/** `import()`, also of a type, `require()` and what `import.meta` resolves. */
const CALL = new RegExp(`\\b(?:import|require|import\\.meta\\.resolve)\\s*\\(\\s*${NAME}\\s*[,)]`, 'g');

/**
 * What a file imports, statically or not. A statement that imports a type and a value is not type-only, even if each
 * imported name is marked.
 */
export function importsOf({ path, text }: SourceFile): Import[] {
  const code = withoutComments(text);
  const imported = (names: (string | undefined)[], typeOnly: boolean): Import => {
    const name = names.find((candidate) => candidate !== undefined) ?? '';
    const isOurs = name.startsWith('.');
    return { target: isOurs ? join(dirname(path), name).replaceAll('\\', '/') : name, isOurs, typeOnly };
  };
  return [
    ...[...code.matchAll(STATEMENT)].map(([, type, ...names]) => imported(names, type !== undefined)),
    ...[...code.matchAll(CALL)].map(([, ...names]) => imported(names, false)),
  ];
}

const COMPUTED = new RegExp(`\\b(?:import|require)\\s*\\((?!\\s*${NAME}\\s*[,)]).*`, 'g');

/** Calls of `import()` and `require()` whose target is only known at run time, so that no test can follow them. */
export function computedImports({ text }: SourceFile): string[] {
  return [...withoutComments(text).matchAll(COMPUTED)].map(([call]) => call);
}

const withoutComments = (text: string) => text.replace(/^\s*\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*/gm, '');
