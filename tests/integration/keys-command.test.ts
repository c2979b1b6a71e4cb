import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ownerCommand } from '../helpers/local-stack/owner-command.ts';
import { startTestStack, type TestStack, temporaryFolder } from '../helpers/local-stack/start.ts';

describe('npm run keys', () => {
  const folder = temporaryFolder();
  let stack: TestStack;
  beforeAll(async () => {
    const parameters = { ModelCount: 1, Model1Name: 'Demo Aurora', PromptModelIndex: 0 };
    stack = await startTestStack({ stateDir: folder.path, parameters });
  }, 60_000);
  afterAll(async () => {
    await stack?.stop();
    folder.remove();
  });

  const keys = (...args: string[]) => ownerCommand(stack, 'keys', ...args);
  const statusOf = async (key: string, path = '/gallery/list', init: RequestInit = {}) =>
    (await fetch(`${stack.url}${path}`, { ...init, headers: { authorization: `Bearer ${key}` } })).status;

  it('makes a key of an open stack, which can do what its scopes say, until it is revoked', async () => {
    const made = await keys(
      'create',
      '--name',
      'wall',
      '--scopes',
      'read',
      '--days',
      '7',
      '--runs-per-day',
      '3',
      '--usd-per-month',
      '2.5',
    );
    expect(made).toEqual({ code: 0, text: expect.stringMatching(/^pp_\w{10}_\w{38}$/) });
    const key = made.text;
    const id = key.split('_')[1] ?? '';
    expect((await keys('list')).text).toMatch(new RegExp(`${id}.*wall.*read.*3.*2[.]5`));
    expect(await statusOf(key)).toBe(200);
    expect(await statusOf(key, '/runs/0f8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f', { method: 'DELETE' })).toBe(403);
    expect(await statusOf(`${key.slice(0, -1)}_`)).toBe(401);

    expect(await keys('revoke', id)).toEqual({ code: 0, text: expect.stringContaining(`${id} is revoked`) });
    // By a function that has not seen it.
    expect(await statusOf(key, '/models')).toBe(401);
    expect((await keys('list')).text).not.toContain(id);
    expect((await keys('revoke', id)).code).toBe(1);
  }, 60_000);

  it.each([
    [[], 'npm run keys -- create'],
    [['create'], '--name is missing'],
    [['create', '--name', 'a', '--scopes', 'read,rule'], '--scopes must list draw, read'],
    [['create', '--name', 'a', '--days', '366'], '--days must be a whole number from 1 to 365'],
    [['create', '--name', 'a', '--runs-per-day', '0'], '--runs-per-day must be a whole number'],
    [['list', '--tables', 'a'], '--tables'],
  ])('says what is wrong with %j', async (args, text) => {
    expect(await keys(...args)).toEqual({ code: 2, text: expect.stringContaining(text) });
  });
});
