import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startVendors, type Vendors } from '../../scripts/vendors/server.ts';
import { clientOf } from '../helpers/local-stack/client.ts';
import { ownerCommand } from '../helpers/local-stack/owner-command.ts';
import { startTestStack, type TestStack, temporaryFolder } from '../helpers/local-stack/start.ts';
import { ownSlots } from '../helpers/own-server.ts';

describe('npm run admin', () => {
  const folder = temporaryFolder();
  let vendors: Vendors;
  let stack: TestStack;
  beforeAll(async () => {
    vendors = await startVendors({ port: 0 });
    stack = await startTestStack({ stateDir: folder.path, parameters: ownSlots(vendors.url, 2) });
  }, 60_000);
  afterAll(async () => {
    await stack?.stop();
    await vendors?.close();
    folder.remove();
  });

  const admin = (...args: string[]) => ownerCommand(stack, 'admin', ...args);

  it('tells what was spent by vendor and model, and takes down a run that was started without a key', async () => {
    const client = clientOf(stack.url);
    const { jobId } = await client.generate({ prompt: 'a fox', count: 2 });
    const run = await client.ended(jobId);
    const [drawn] = run.results;
    const imageUrl = drawn?.status === 'completed' ? drawn.imageUrl : '';

    const spent = await admin('spend', '--json');
    expect(JSON.parse(spent.text)).toEqual(
      ['Slot 1', 'Slot 2'].map((model) =>
        expect.objectContaining({
          model,
          person: '',
          pictures: 2,
          failures: 0,
          costUsd: 0.04,
          unknownCosts: 0,
        }),
      ),
    );
    expect((await admin('spend')).text).toContain('$0.08 in 30 days');

    expect(await admin('take-down', imageUrl)).toEqual({
      code: 0,
      text: expect.stringContaining(`${jobId} is deleted.`),
    });
    const codes = [`/status/${jobId}`, `/gallery/${jobId}`, imageUrl].map(
      async (path) => (await fetch(new URL(path, stack.url))).status,
    );
    expect(await Promise.all(codes)).toEqual([410, 410, 403]);
    const { galleries } = (await (await fetch(`${stack.url}/gallery/list`)).json()) as {
      galleries: object[];
    };
    expect(galleries).toEqual([]);
  }, 60_000);

  it('has everything of somebody deleted', async () => {
    const id = 'cQ0hBqBk1nE9m3rJx5vZ7A';
    expect(await admin('forget', id)).toEqual({
      code: 0,
      text: expect.stringContaining(`What there is of ${id} is deleted within ten minutes.`),
    });
    expect(await admin('forget', 'nobody')).toEqual({
      code: 1,
      text: expect.stringMatching(/^nobody: neither the id of a person/),
    });
  }, 60_000);

  it('says so if there is no such run, and how it is called', async () => {
    const none = '1f8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f';
    expect(await admin('take-down', none, 'x')).toEqual({
      code: 1,
      text: `${none}: there is no such run\nx: there is no such run`,
    });
    for (const args of [[], ['take-down'], ['forget'], ['spend', '--days', '0'], ['spend', '--daily']]) {
      expect(await admin(...args)).toEqual({
        code: 2,
        text: expect.stringContaining('npm run admin -- spend'),
      });
    }
  }, 60_000);
});
