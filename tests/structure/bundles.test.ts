import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type BuildOptions, build } from 'esbuild';
import { parse } from 'yaml';
import { root } from '../helpers/source-tree.ts';

interface Shipped {
  text: string;
  /** Packages and folders of ours in the bundle. */
  parts: Set<string>;
}

/** The AWS clients that each function needs; what it may weigh stands in budget.test.ts. */
const FUNCTIONS = [
  { name: 'generate', clients: ['dynamodb', 'lambda', 's3'] },
  { name: 'status', clients: ['s3'] },
  { name: 'enhance', clients: ['bedrock-runtime', 'dynamodb', 'secrets-manager'] },
  { name: 'gallery', clients: ['s3'] },
  { name: 'models', clients: ['dynamodb'] },
  { name: 'worker', clients: ['bedrock-runtime', 'dynamodb', 's3', 'secrets-manager'] },
];

/** What `sam build` would hand to esbuild, by the name of the entry point. */
function buildProperties(): Map<string, Record<string, unknown>> {
  const template = parse(readFileSync(join(root, 'template.yaml'), 'utf8'), { logLevel: 'silent' }) as {
    Resources: Record<string, { Metadata?: { BuildProperties?: Record<string, unknown> } }>;
  };
  const all = Object.values(template.Resources).flatMap(({ Metadata }) =>
    Metadata?.BuildProperties === undefined ? [] : [Metadata.BuildProperties],
  );
  const withEntries = all.filter((properties) => Array.isArray(properties.EntryPoints));
  return new Map(
    withEntries.map((properties) => [String((properties.EntryPoints as unknown[])[0]), properties]),
  );
}

async function bundle(properties: Record<string, unknown>): Promise<Shipped> {
  const mainFields = String(properties.MainFields ?? 'main,module').split(',');
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [join('src', String((properties.EntryPoints as unknown[])[0]))],
    bundle: true,
    platform: 'node',
    mainFields,
    format: properties.Format as NonNullable<BuildOptions['format']>,
    target: String(properties.Target),
    minify: properties.Minify === true,
    external: (properties.External as string[] | undefined) ?? [],
    write: false,
    metafile: true,
    outdir: 'out',
    logLevel: 'silent',
  });
  const [output] = Object.values(metafile.outputs);
  const [file] = outputFiles;
  if (output === undefined || file === undefined) throw new Error('esbuild made nothing.');
  const parts = Object.entries(output.inputs)
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(
      ([path]) =>
        /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path.split('/').slice(0, 3).join('/'),
    );
  return { text: file.text, parts: new Set(parts) };
}

describe('the bundles that the template asks for', () => {
  const bundles = new Map<string, Shipped>();
  const bundleOf = (name: string): Shipped => bundles.get(name) ?? { text: '', parts: new Set() };
  const listed = (name: string, pattern: RegExp) =>
    [...bundleOf(name).parts].filter((part) => pattern.test(part)).sort();

  beforeAll(async () => {
    for (const [entry, properties] of buildProperties()) {
      const name = /^handlers\/(.*)\.ts$/.exec(entry)?.[1];
      if (name !== undefined) bundles.set(name, await bundle(properties));
    }
  }, 60_000);

  it('are those of all functions, as CommonJS for Node 24', () => {
    expect([...bundles.keys()].sort()).toEqual(FUNCTIONS.map(({ name }) => name).sort());
    for (const properties of buildProperties().values()) {
      expect(properties).toMatchObject({ Format: 'cjs', Target: 'node24', Minify: true });
    }
  });

  it.each(FUNCTIONS)(
    'hold for $name only ASCII, which is read and kept as one byte a character',
    ({ name }) => {
      const { text } = bundleOf(name);
      expect(text).not.toBe('');
      expect(text.match(/[^\0-\x7f].{0,40}/gs)).toBeNull();
    },
  );

  it.each(FUNCTIONS)('hold for $name only the clients $clients', ({ name, clients }) => {
    expect(listed(name, /^@aws-sdk\/client-/)).toEqual(clients.map((client) => `@aws-sdk/client-${client}`));
  });

  it.each(FUNCTIONS)(
    'compile nothing when $name loads and hold nothing that only builds need',
    ({ name }) => {
      expect(listed(name, /^(ajv|typebox|esbuild|sharp|yaml|jest.*)$/)).toEqual([]);
      expect(listed(name, /^src\/local$/)).toEqual([]);
    },
  );

  it('hold vendors only where vendors are asked', () => {
    for (const name of ['generate', 'status', 'gallery', 'models']) {
      expect([name, listed(name, /^src\/providers\/(?!types)/)]).toEqual([name, []]);
    }
  });
});
