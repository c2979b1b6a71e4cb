import { describe, expect, it } from '@jest/globals';
import { createLoader, together } from './loader.ts';

describe('createLoader', () => {
  it('fetches a module once, however often it is asked for', async () => {
    let fetches = 0;
    const loader = createLoader(async () => {
      fetches += 1;
      return { name: 'module' };
    });
    const [one, other] = await Promise.all([loader.load(), loader.load()]);
    await loader.load();
    expect({ fetches, same: one === other, name: loader.peek()?.name }).toEqual({
      fetches: 1,
      same: true,
      name: 'module',
    });
  });

  it('retries a failed fetch twice, and again whenever it is asked', async () => {
    let fetches = 0;
    let online = false;
    const loader = createLoader(async () => {
      fetches += 1;
      if (!online) throw new TypeError('The network is gone.');
      return 'module';
    });
    await expect(loader.load()).rejects.toThrow('The network is gone.');
    expect({ fetches, failed: loader.hasFailed() }).toEqual({ fetches: 3, failed: true });
    online = true;
    await expect(loader.load()).resolves.toBe('module');
    expect({ fetches, failed: loader.hasFailed() }).toEqual({ fetches: 4, failed: false });
  });

  it('tells its listeners when a fetch starts, fails and succeeds', async () => {
    let online = false;
    const states: string[] = [];
    const loader = createLoader(async () => {
      if (!online) throw new Error('Gone.');
      return 'module';
    });
    loader.subscribe(() => states.push(loader.peek() ?? (loader.hasFailed() ? 'failed' : 'loading')));
    await loader.load().catch(() => undefined);
    online = true;
    await loader.load();
    expect(states).toEqual(['loading', 'failed', 'loading', 'module']);
  });
});

describe('together', () => {
  it('has a module only once the other one is here as well, and has failed if either has', async () => {
    let online = false;
    const texts = createLoader(async () => {
      if (!online) throw new Error('Gone.');
      return 'texts';
    });
    const both = together(
      createLoader(async () => 'module'),
      texts,
    );
    const states: string[] = [];
    both.subscribe(() => states.push(both.peek() ?? (both.hasFailed() ? 'failed' : 'loading')));
    await expect(both.load()).rejects.toThrow('Gone.');
    expect({ peek: both.peek(), failed: both.hasFailed() }).toEqual({ peek: undefined, failed: true });
    online = true;
    await expect(both.load()).resolves.toBe('module');
    expect(states.at(-1)).toBe('module');
  });
});
