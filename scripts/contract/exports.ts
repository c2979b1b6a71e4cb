import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TSchema } from 'typebox';
import { type Operation, TAGS } from '../../src/contract/operation.ts';

const CONTRACT = join(import.meta.dirname, '../../src/contract');

/** What the files of src/contract define. A new file is found by itself. */
export interface Contract {
  /** File names, sorted. */
  files: string[];
  /** By tag, then by path. */
  operations: Operation[];
  /** Every exported schema by its name. */
  schemas: Map<string, TSchema>;
}

export async function readContract(): Promise<Contract> {
  const files = readdirSync(CONTRACT)
    .filter((name) => name.endsWith('.ts') && name !== 'index.ts')
    .sort();
  const operations: Operation[] = [];
  const schemas = new Map<string, TSchema>();
  for (const file of files) {
    const exported: Record<string, unknown> = await import(pathToFileURL(join(CONTRACT, file)).href);
    for (const [name, value] of Object.entries(exported)) {
      if (isOperation(value)) operations.push(value);
      else if (isSchema(value)) schemas.set(name, value);
    }
  }
  return { files, operations: operations.sort(byTagAndPath), schemas };
}

/** The barrel through which everything else imports the contract. */
export function indexFile({ files }: Contract): string {
  const lines = files.map((file) => `export * from './${file}';\n`);
  return `// Made by \`npm run generate\`.\n${lines.join('')}`;
}

/** The name under which a schema is exported. @throws where it is not: published schemas need a name */
export function nameOf(schema: TSchema, { schemas }: Contract, use: string): string {
  const text = JSON.stringify(schema);
  const names = [...schemas].filter(([, other]) => JSON.stringify(other) === text).map(([name]) => name);
  if (names[0] === undefined) throw new Error(`src/contract does not export the schema of ${use}.`);
  return names[0];
}

function isOperation(value: unknown): value is Operation {
  return typeof value === 'object' && value !== null && 'operationId' in value;
}

/** TypeBox marks its schemas so; its own `IsSchema` accepts any object. */
function isSchema(value: unknown): value is TSchema {
  return typeof value === 'object' && value !== null && '~kind' in value;
}

function byTagAndPath(a: Operation, b: Operation): number {
  const tags = Object.keys(TAGS);
  const pathOf = ({ route }: Operation) => route.split(' ')[1] ?? '';
  return tags.indexOf(a.tag) - tags.indexOf(b.tag) || (pathOf(a) < pathOf(b) ? -1 : 1);
}
