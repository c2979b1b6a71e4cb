import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { sha256Hex } from '../../src/lib/hash.ts';
import { clientOf } from '../helpers/local-stack/client.ts';
import { smallDemo } from '../helpers/local-stack/small-demo.ts';
import { startTestStack, type TestStack, temporaryFolder, until } from '../helpers/local-stack/start.ts';

const RUN_KEY = 'the-key-of-this-run-and-no-other';
const MODELS = ['Demo Aurora', 'Demo Bauhaus', 'Demo Slow', 'Demo Refused'];
const OWN = { 'x-run-key': RUN_KEY };

describe('a blind run', () => {
  const folder = temporaryFolder();
  let stack: TestStack;
  beforeAll(async () => {
    stack = await startTestStack({
      stateDir: folder.path,
      parameters: smallDemo(MODELS),
    });
  }, 60_000);
  afterAll(async () => {
    await stack?.stop();
    folder.remove();
  });

  const read = async (path: string, headers: Record<string, string> = OWN) => {
    const response = await fetch(new URL(path, stack.url), { headers });
    return { status: response.status, text: await response.text() };
  };

  it('is told to no reader of its owner before it is revealed, nor by its pictures, and then to all', async () => {
    const client = clientOf(stack.url);
    const headers = { 'x-run-key-hash': sha256Hex(RUN_KEY), 'idempotency-key': 'one-key-of-a-client' };
    const { jobId } = await client.generate(
      { prompt: 'a fox in snow', aspectRatio: '16:9', blind: true },
      headers,
    );
    const ended = await until(async () => {
      const { text } = await read(`/status/${jobId}`);
      const run = JSON.parse(text) as Awaited<ReturnType<typeof client.status>>;
      if (run.endedAt !== null) return run;
      expect(run.results.every(({ status }) => status === 'pending')).toBe(true);
      return undefined;
    }, 90_000);
    expect(ended.results.map(({ model }) => model)).toEqual(['A', 'B', 'C', 'D']);

    const pages = [`/status/${jobId}`, `/gallery/${jobId}`, '/runs'];
    for (const page of pages) {
      const { status, text } = await read(page);
      expect([page, status]).toEqual([page, 200]);
      expect([page, /demo|aurora|bauhaus/i.exec(text.replaceAll(stack.url, ''))?.[0]]).toEqual([
        page,
        undefined,
      ]);
      expect((await read(page, {})).text).not.toContain('blind-');
    }
    const addresses = ended.results.flatMap((result) =>
      result.status === 'completed' ? [result.imageUrl] : [],
    );
    expect(addresses).toHaveLength(3);
    for (const address of addresses) {
      const response = await fetch(address);
      const bytes = Buffer.from(await response.arrayBuffer());
      const told = [...response.headers].map((pair) => pair.join(': ')).join('\n');
      expect(told).not.toMatch(/demo|started|cost|sent/i);
      expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 1024, height: 576 });
      expect(bytes.toString('latin1')).not.toMatch(/EXIF|XMP |ICCP|Demo/);
    }

    const shared = await fetch(new URL(`/runs/${jobId}/links`, stack.url), { method: 'POST', headers: OWN });
    const { linkId } = (await shared.json()) as { linkId: string };
    expect((await read(`/shared/${linkId}`, {})).text).not.toMatch(/aurora|bauhaus/i);

    const reveal = () => fetch(new URL(`/runs/${jobId}/reveal`, stack.url), { method: 'POST', headers: OWN });
    const { letters } = (await (await reveal()).json()) as { letters: { letter: string; model: string }[] };
    expect(letters.map(({ letter }) => letter)).toEqual(['A', 'B', 'C', 'D']);
    expect(letters.map(({ model }) => model).sort()).toEqual([...MODELS].sort());
    for (const page of pages) expect((await read(page)).text).toContain('Demo Aurora');
    expect((await read(`/shared/${linkId}`, {})).text).toContain('Demo Aurora');
  }, 120_000);
});
