import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bundleFunction, shippedFunctions } from '../../benchmarks/lib/functions.ts';
import { loadTemplate } from '../../local/template/load.ts';
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

/** The package, or the folder of ours, that a source file belongs to. */
const partOf = (path: string) =>
  /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path.split('/').slice(0, 3).join('/');

describe('the bundles that the template asks for', () => {
  const bundles = new Map<string, Shipped>();
  const bundleOf = (name: string): Shipped => bundles.get(name) ?? { text: '', parts: new Set() };
  const listed = (name: string, pattern: RegExp) =>
    [...bundleOf(name).parts].filter((part) => pattern.test(part)).sort();

  const folder = mkdtempSync(join(tmpdir(), 'pixel-prompt-bundles-'));
  beforeAll(async () => {
    for (const shipped of shippedFunctions()) {
      const { file, inputs } = await bundleFunction(shipped, folder);
      const parts = Object.keys(inputs).filter((path) => (inputs[path] ?? 0) > 0);
      bundles.set(shipped.name, {
        text: readFileSync(file, 'utf8'),
        parts: new Set(parts.map(partOf)),
      });
    }
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are those of all functions, as CommonJS for Node 24', () => {
    expect([...bundles.keys()].sort()).toEqual(FUNCTIONS.map(({ name }) => name).sort());
    const functions = Object.values(loadTemplate(join(root, 'template.yaml')).resources).filter(
      ({ Type }) => Type === 'AWS::Serverless::Function',
    );
    expect(functions).toHaveLength(FUNCTIONS.length);
    for (const { Metadata } of functions) {
      const settings = { Format: 'cjs', Target: 'node24', Minify: true };
      expect(Metadata).toMatchObject({ BuildProperties: settings });
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
      expect(listed(name, /^local\//)).toEqual([]);
    },
  );

  it('hold vendors only where vendors are asked', () => {
    for (const name of ['generate', 'status', 'gallery', 'models']) {
      expect([name, listed(name, /^src\/providers\/(?!types)/)]).toEqual([name, []]);
    }
  });
});
