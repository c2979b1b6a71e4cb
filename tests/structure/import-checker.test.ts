import { describe, expect, it } from '@jest/globals';
import { circlesOf } from '../helpers/import-circles.ts';
import { breaches, unitOf } from '../helpers/import-rules.ts';
import { computedImports, importsOf, type SourceFile } from '../helpers/source-tree.ts';

const file = (path: string, text: string): SourceFile => ({ path, text });
const targets = (text: string) => importsOf(file('src/store/made-up.ts', text)).map(({ target }) => target);

describe('importsOf finds', () => {
  it.each([
    ["import { a } from '../lib/a.ts';"],
    ['import { a } from "../lib/a.ts";'],
    ["import a, { type B } from '../lib/a.ts';"],
    ["import {\n  a,\n  b,\n} from '../lib/a.ts';"],
    ["import * as a from '../lib/a.ts';"],
    ["import type { A } from '../lib/a.ts';"],
    ["import '../lib/a.ts';"],
    ["export { a } from '../lib/a.ts';"],
    ["export * from '../lib/a.ts';"],
    ["export type { A } from '../lib/a.ts';"],
    ["const { a } = await import('../lib/a.ts');"],
    ["const a = import(\n  '../lib/a.ts',\n);"],
    ['const a = import(`../lib/a.ts`);'],
    ["type A = import('../lib/a.ts').A;"],
    ["const a = require('../lib/a.ts');"],
    ["import a = require('../lib/a.ts');"],
    ["const a = import.meta.resolve('../lib/a.ts');"],
  ])('%j', (text) => {
    expect(targets(text)).toEqual(['src/lib/a.ts']);
  });

  it('packages by their name', () => {
    expect(importsOf(file('src/aws/made-up.ts', "import { S3Client } from '@aws-sdk/client-s3';"))).toEqual([
      { target: '@aws-sdk/client-s3', isOurs: false, typeOnly: false },
    ]);
  });

  it('several in one file, each once', () => {
    const text = "import { a } from './a.ts';\nimport type { B } from './b.ts';\nexport const c = 'from';\n";
    expect(importsOf(file('src/store/made-up.ts', text))).toEqual([
      { target: 'src/store/a.ts', isOurs: true, typeOnly: false },
      { target: 'src/store/b.ts', isOurs: true, typeOnly: true },
    ]);
  });

  it('nothing in comments and in other strings', () => {
    expect(targets("// import { a } from '../lib/a.ts';\n/* require('../lib/a.ts') */")).toEqual([]);
    expect(targets("export const message = 'import it from there';")).toEqual([]);
    expect(targets("export function from(text: string) {\n  return text === 'a';\n}")).toEqual([]);
  });
});

describe('computedImports finds', () => {
  it.each([['await import(path)'], ['require(name)'], ["import('../' + name)"], ["import(join('a', 'b'))"]])(
    '%s',
    (text) => {
      expect(computedImports(file('src/lib/made-up.ts', text))).toHaveLength(1);
    },
  );

  it('no literal', () => {
    expect(
      computedImports(file('src/lib/made-up.ts', "import('./a.ts'); require('b'); import(`./c.ts`)")),
    ).toEqual([]);
  });
});

describe('breaches', () => {
  it.each([
    ['what ships imports the local stack', 'src/store/a.ts', "import { b } from '../../local/stack.ts';"],
    ['what ships imports a test', 'src/lib/a.ts', "export * from '../../tests/helpers/b.ts';"],
    ['what ships imports a script later', 'src/handlers/a.ts', "await import('../../scripts/generate.ts');"],
    ['what ships requires a benchmark', 'src/lib/a.ts', "const b = require('../../benchmarks/run.ts');"],
    ['a handler imports the local stack', 'src/handlers/a.ts', "import '../../local/stack.ts';"],
    ['a store imports a use case', 'src/store/a.ts', "import { b } from '../usecases/limits/b.ts';"],
    [
      'a store imports the type of a use case',
      'src/store/a.ts',
      "import type { B } from '../usecases/b.ts';",
    ],
    ['a use case imports the AWS layer', 'src/usecases/limits/a.ts', "import { b } from '../../aws/b.ts';"],
    ['a use case imports a handler', 'src/usecases/limits/a.ts', "import { b } from '../../handlers/b.ts';"],
    [
      'a use case imports configuration values',
      'src/usecases/models/a.ts',
      "import { b } from '../../config/b.ts';",
    ],
    ['a provider imports another', 'src/providers/acme/a.ts', "import { b } from '../openai/b.ts';"],
    ['a provider imports a registry', 'src/providers/acme/a.ts', "import { b } from '../image-models.ts';"],
    ['a provider imports a store', 'src/providers/acme/a.ts', "export { b } from '../../store/b.ts';"],
    ['the contract imports anything', 'src/contract/a.ts', "import { b } from '../lib/b.ts';"],
    ['the local stack imports a use case', 'local/a.ts', "import { b } from '../src/usecases/limits/b.ts';"],
    ['the page imports a function', 'frontend/src/a.ts', "import { b } from '../../src/lib/b.ts';"],
    ['the page imports a schema', 'frontend/src/a.ts', "import { B } from '../../src/contract/generate.ts';"],
  ])('say when %s', (_, path, text) => {
    expect(breaches(file(path, text))).toEqual([expect.stringContaining(`${path} imports `)]);
  });

  it('say when a new folder has no rule', () => {
    expect(breaches(file('src/reports/a.ts', ''))).toEqual([
      expect.stringContaining('src/reports/a.ts has no rule'),
    ]);
  });

  it.each([
    ['a use case imports a store', 'src/usecases/limits/a.ts', "import { b } from '../../store/b.ts';"],
    ['a use case imports another', 'src/usecases/limits/a.ts', "import { b } from '../start-run/b.ts';"],
    [
      'a use case imports a type of the configuration',
      'src/usecases/a.ts',
      "import type { B } from '../config/b.ts';",
    ],
    ['a handler imports the AWS layer', 'src/handlers/a.ts', "import { b } from '../aws/b.ts';"],
    [
      'the page imports a type of the contract',
      'frontend/src/a.ts',
      "import type { B } from '../../src/contract/b.ts';",
    ],
    ['a test imports the local stack', 'tests/unit/a.test.ts', "import { b } from '../../local/stack.ts';"],
  ])('do not say when %s', (_, path, text) => {
    expect(breaches(file(path, text))).toEqual([]);
  });
});

describe('circlesOf', () => {
  const imports = (path: string, ...others: string[]) =>
    file(path, others.map((other) => `import { x } from '${other}';`).join('\n'));

  it.each([
    ['of two files', [imports('src/lib/a.ts', './b.ts'), imports('src/lib/b.ts', './a.ts')]],
    [
      'of types only',
      [
        file('src/lib/a.ts', "import type { B } from './b.ts';"),
        file('src/lib/b.ts', "import type { A } from './a.ts';"),
      ],
    ],
    [
      'of exports',
      [file('src/lib/a.ts', "export * from './b.ts';"), file('src/lib/b.ts', "export { a } from './a.ts';")],
    ],
    [
      'closed at run time',
      [file('src/lib/a.ts', "import('./b.ts');"), file('src/lib/b.ts', "import { a } from './a.ts';")],
    ],
  ])('finds one %s', (_, files) => {
    expect(circlesOf(files)).toEqual([['src/lib/a.ts', 'src/lib/b.ts']]);
  });

  it('finds one through others, and a file that imports itself', () => {
    expect(
      circlesOf([
        imports('src/a/1.ts', '../b/2.ts', '../d/4.ts'),
        imports('src/b/2.ts', '../c/3.ts'),
        imports('src/c/3.ts', '../a/1.ts'),
        imports('src/d/4.ts', './4.ts'),
      ]),
    ).toEqual([['src/d/4.ts'], ['src/a/1.ts', 'src/b/2.ts', 'src/c/3.ts']]);
  });

  it('finds folders that import each other though no file does', () => {
    const files = [
      imports('src/store/a.ts', '../lib/b.ts'),
      imports('src/lib/c.ts', '../store/d.ts'),
      imports('src/lib/b.ts', './e.ts'),
    ];
    expect(circlesOf(files)).toEqual([]);
    expect(circlesOf(files, unitOf)).toEqual([['src/lib/', 'src/store/']]);
  });

  it('finds folders of use cases that import each other', () => {
    const files = [
      imports('src/usecases/limits/a.ts', '../start-run/b.ts'),
      imports('src/usecases/start-run/c.ts', '../limits/d.ts'),
    ];
    expect(circlesOf(files, unitOf)).toEqual([['src/usecases/limits/', 'src/usecases/start-run/']]);
  });

  it('finds none in a line or in two ways to one file', () => {
    const files = [imports('a.ts', './b.ts', './c.ts'), imports('b.ts', './d.ts'), imports('c.ts', './d.ts')];
    expect(circlesOf(files)).toEqual([]);
  });
});
