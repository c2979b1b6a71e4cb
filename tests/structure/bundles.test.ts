import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bundleFigure } from '../../benchmarks/bundles.ts';
import { type Bundle, bundleFunction, shippedFunctions } from '../../benchmarks/lib/functions.ts';
import { loadTemplate } from '../../local/template/load.ts';
import { mapOrEmpty } from '../../local/template/value.ts';
import { grown } from '../helpers/baseline.ts';
import { allowedActions, servicesOf } from '../helpers/permissions/allowed-services.ts';
import { root } from '../helpers/source-tree.ts';

/** The SDK client for each AWS service that our code calls. Logs are written by Lambda itself. */
const CLIENTS: Readonly<Record<string, string[]>> = {
  bedrock: ['bedrock-runtime'],
  dynamodb: ['dynamodb'],
  lambda: ['lambda'],
  logs: [],
  s3: ['s3'],
  secretsmanager: ['secrets-manager'],
  sqs: ['sqs'],
};

const template = loadTemplate(join(root, 'template.yaml'));
const functions = shippedFunctions();

/** The package, or the folder of ours, that a source file belongs to. */
const partOf = (path: string) =>
  /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path.split('/').slice(0, 3).join('/');

describe.each(functions.map((shipped) => [shipped.name, shipped] as const))(
  'the bundle of %s',
  (_, shipped) => {
    const actions = allowedActions(template, shipped.logicalId);
    const services = servicesOf(actions);
    const properties = mapOrEmpty(template.resources[shipped.logicalId]?.Properties);
    const readsKeys = 'KEYS_SECRET' in mapOrEmpty(mapOrEmpty(properties.Environment).Variables);
    const folder = mkdtempSync(join(tmpdir(), 'pixel-prompt-bundles-'));
    let bundle: Bundle;
    let text: string;
    /** Packages and folders of ours that contribute at least a byte. */
    let parts: string[];
    beforeAll(async () => {
      bundle = await bundleFunction(shipped, folder);
      text = readFileSync(bundle.file, 'utf8');
      const inputs = Object.entries(bundle.inputs).filter(([, bytes]) => bytes > 0);
      parts = [...new Set(inputs.map(([path]) => partOf(path)))].sort();
    }, 60_000);
    afterAll(() => rmSync(folder, { recursive: true }));

    it('is minified CommonJS for Node 24', () => {
      expect(template.resources[shipped.logicalId]?.Metadata.BuildProperties).toMatchObject({
        Format: 'cjs',
        Target: 'node24',
        Minify: true,
      });
    });

    it('stays within a tenth of the committed size', () => {
      expect(grown('bundles', [bundleFigure(shipped, bundle)])).toEqual([]);
    });

    it('is ASCII, which V8 reads and keeps as one byte per character', () => {
      expect(text).not.toBe('');
      expect(text.match(/[^\0-\x7f].{0,40}/gs)).toBeNull();
    });

    it('contains the SDK clients of the services that its policies allow, and no others', () => {
      // Keys of programs, one answer to one question, and the key of picture addresses are read without a client:
      // src/aws/signed-request.ts.
      const asksOnly = actions.every((action) => !/^dynamodb:(?!GetItem$|Query$)/.test(action));
      const isSigner = ['status', 'runs', 'gallery', 'shared', 'votes'].includes(shipped.name);
      const used = services.filter(
        (service) => !(asksOnly && service === 'dynamodb') && !(isSigner && service === 'secretsmanager'),
      );
      const expected = used.flatMap((service) => CLIENTS[service] ?? [`no client known for ${service}`]);
      const clients = parts.flatMap((part) => /^@aws-sdk\/client-(.+)$/.exec(part)?.[1] ?? []);
      expect(clients).toEqual(expected.sort());
    });

    it('contains no schema compiler, build tool or local stack', () => {
      expect(
        parts.filter((part) => /^(ajv|typebox|esbuild|sharp|yaml|jest.*|local\/.*)$/.test(part)),
      ).toEqual([]);
    });

    it('loads sharp only where the function has the layer', () => {
      const layers = template.resources[shipped.logicalId]?.Properties.Layers;
      expect(/(?:require|import)\("sharp"\)/.test(text)).toBe(layers !== undefined);
    });

    it(`contains ${readsKeys ? 'vendors' : 'no vendor'}, as its policies ${
      readsKeys ? 'let' : 'do not let'
    } it read the vendors' keys`, () => {
      const vendors = parts.filter((part) => /^src\/providers\/(?!types)/.test(part));
      expect(vendors.length > 0).toBe(readsKeys);
    });
  },
);
