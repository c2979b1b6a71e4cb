import { execFile } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ERROR_STATUS } from '../../src/contract/constants.ts';
import { clientOf } from '../helpers/local-stack/client.ts';
import { startTestStack, type TestStack, temporaryFolder } from '../helpers/local-stack/start.ts';
import { root } from '../helpers/source-tree.ts';

interface Block {
  language: string;
  text: string;
}

const guide = readFileSync(join(root, 'docs/api.md'), 'utf8');
/** Its fenced code, in order. */
const blocks: Block[] = [...guide.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(
  ([, language = '', text = '']) => ({ language, text }),
);

const folder = temporaryFolder();
let stack: TestStack;
let environment: NodeJS.ProcessEnv;
beforeAll(async () => {
  stack = await startTestStack({ stateDir: join(folder.path, 'state') });
  environment = { ...process.env, API: stack.url, PATH: searchPath() };
}, 60_000);
afterAll(async () => {
  await stack?.stop();
  folder.remove();
});

/** With this Node first, and with a stand-in for curl where none is installed. */
function searchPath(): string {
  const path = [dirname(process.execPath), ...(process.env.PATH ?? '').split(delimiter)];
  if (path.some((place) => existsSync(join(place, 'curl')))) return path.join(delimiter);
  copyFileSync(join(root, 'tests/helpers/curl.mjs'), join(folder.path, 'curl'));
  chmodSync(join(folder.path, 'curl'), 0o755);
  return [folder.path, ...path].join(delimiter);
}

const run = async (command: string, args: string[]) =>
  (await promisify(execFile)(command, args, { cwd: folder.path, env: environment })).stdout;

/** What a response has to look like: the fields of the example, each of the example's type. */
function shapeOf(example: unknown): unknown {
  if (Array.isArray(example)) return expect.arrayContaining(example.map(shapeOf));
  if (example === null) return null;
  if (typeof example !== 'object') return expect.any(Object(example).constructor);
  return expect.objectContaining(
    Object.fromEntries(Object.entries(example).map(([name, value]) => [name, shapeOf(value)])),
  );
}

describe('docs/api.md', () => {
  it('shows what each of its curl commands prints', async () => {
    const examples = blocks.flatMap(({ language, text }, index) => {
      const next = blocks[index + 1];
      return language === 'sh' ? [{ text, printed: next?.language === 'json' ? next.text : undefined }] : [];
    });
    expect(examples.filter(({ printed }) => printed !== undefined)).toHaveLength(22);

    // One shell for all of them, because later commands use variables of earlier ones.
    const separator = '\n----- next -----\n';
    const script = examples.map(({ text }) => `${text}\nprintf '${separator.replaceAll('\n', '\\n')}'\n`);
    const outputs = (await run('sh', ['-euc', script.join('')])).split(separator);
    for (const [index, { text, printed }] of examples.entries()) {
      if (printed === undefined) continue;
      expect({ text, response: JSON.parse(outputs[index] ?? '') }).toEqual({
        text,
        response: shapeOf(JSON.parse(printed)),
      });
    }
  }, 60_000);

  it('lists every error code with its status', () => {
    const rows = [...guide.matchAll(/^\| ([\d, ]+) \| ((?:`[A-Z_]+` ?)+)\|/gm)];
    const listed = rows.flatMap(([, statuses = '', codes = '']) =>
      [...codes.matchAll(/[A-Z_]+/g)].map(([code]) => ({ code, statuses: statuses.split(', ').map(Number) })),
    );
    expect(listed.map(({ code }) => code).sort()).toEqual(Object.keys(ERROR_STATUS).sort());
    const known: Record<string, number> = ERROR_STATUS;
    for (const { code, statuses } of listed)
      expect([code, statuses]).toEqual([code, expect.arrayContaining([known[code]])]);
  });

  it('has a program that saves a picture of each model', async () => {
    const program = blocks.find(({ language }) => language === 'js')?.text ?? '';
    const printed = await run(process.execPath, ['--input-type=module', '--eval', program]);
    expect(printed.trim().split('\n').sort()).toEqual([
      expect.stringMatching(/^1-demo-aurora\.webp: \d+ x \d+, \d+ ms, \$0$/),
      expect.stringMatching(/^3-demo-contour\.jpeg: \d+ x \d+, \d+ ms, \$0$/),
    ]);
    expect(readdirSync(folder.path)).toEqual(
      expect.arrayContaining(['1-demo-aurora.webp', '3-demo-contour.jpeg']),
    );
  }, 60_000);

  it('starts one run for all requests with one key', async () => {
    const { galleries } = (await (await fetch(`${stack.url}/gallery/list?limit=100`)).json()) as {
      galleries: { id: string; prompt: string }[];
    };
    const lighthouses = galleries.filter(({ prompt }) => prompt === 'a lighthouse at dusk');
    expect(lighthouses).toHaveLength(1);
    const job = await clientOf(stack.url).ended(lighthouses[0]?.id ?? '');
    expect(job.totalModels).toBe(2);
  }, 60_000);
});
