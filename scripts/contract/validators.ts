import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import {
  EnhanceRequest,
  GalleryId,
  GalleryListQuery,
  GenerateRequest,
  IdempotencyKey,
  JobId,
  WorkerEvent,
} from '../../src/contract/index.ts';

const schemas = {
  GenerateRequest,
  EnhanceRequest,
  GalleryListQuery,
  IdempotencyKey,
  JobId,
  GalleryId,
  WorkerEvent,
};

/** `validators.js` and `validators.d.ts`: every check that runs in a Lambda, compiled ahead and free of imports. */
export async function validatorFiles(): Promise<Record<string, string>> {
  const ajv = new Ajv({
    allErrors: true,
    verbose: false,
    // What a person reads comes from src/http/fault-words.ts.
    messages: false,
    strict: true,
    strictTypes: false,
    code: { source: true, esm: true, lines: true },
    schemas: Object.entries(schemas).map(([name, schema]) => ({ ...withoutWords(schema), $id: name })),
  });
  const names = Object.fromEntries(Object.keys(schemas).map((name) => [`is${name}`, name]));
  const code = standaloneCode.default(ajv, names);
  const bundle = await build({
    stdin: { contents: code, resolveDir: process.cwd(), loader: 'js' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    charset: 'ascii',
  });
  const script = bundle.outputFiles[0]?.text ?? '';
  return {
    'validators.js': `// Made by \`npm run generate\`.\n${script}`,
    'validators.d.ts': declarations(),
  };
}

/** Functions carry the schemas, too; what is written for readers stays in openapi.yaml. */
function withoutWords(schema: object): object {
  const text = JSON.stringify(schema, (key, value) =>
    key === 'description' && typeof value === 'string' ? undefined : value,
  );
  return JSON.parse(text);
}

function declarations(): string {
  const names = Object.keys(schemas);
  return [
    '// Made by `npm run generate`.',
    `import type { ${names.filter((name) => !TEXTS.has(name)).join(', ')} } from '../index.ts';`,
    '',
    'export interface Fault {',
    '  instancePath: string;',
    '  keyword: string;',
    '  params: Record<string, unknown>;',
    '}',
    '',
    'export interface Validator<T> {',
    '  (data: unknown): data is T;',
    '  /** What is wrong with the data of the last call. */',
    '  errors?: Fault[] | null;',
    '}',
    '',
    ...names.map(
      (name) => `export declare const is${name}: Validator<${TEXTS.has(name) ? 'string' : name}>;`,
    ),
    '',
  ].join('\n');
}

/** Schemas of plain strings, which have no type of their own. */
const TEXTS = new Set(['IdempotencyKey', 'JobId', 'GalleryId']);
