import { describe, expect, it } from '@jest/globals';
import { envReader } from '../../../src/config/env-reader.ts';
import { ConfigurationError } from '../../../src/errors.ts';

const faultsOf = (
  environment: Record<string, string>,
  read: (env: ReturnType<typeof envReader>) => unknown,
) => {
  const env = envReader(environment);
  try {
    env.done(read(env));
    return [];
  } catch (error) {
    return error instanceof ConfigurationError ? error.faults : [String(error)];
  }
};

describe('envReader', () => {
  it('trims what it reads', () => {
    expect(envReader({ A: ' x ' }).text('A')).toBe('x');
    expect(envReader({ A: ' 12 ' }).whole('A', { min: 1, max: 20 })).toBe(12);
  });

  it('reports every fault together', () => {
    expect(
      faultsOf({ COUNT: 'many', URL: 'ftp://x', USD: '-1' }, (env) => [
        env.text('NAME'),
        env.whole('COUNT', { min: 1, max: 20 }),
        env.address('URL'),
        env.dollars('USD'),
      ]),
    ).toEqual([
      'NAME is missing.',
      'COUNT must be a whole number from 1 to 20, but is "many".',
      'URL must be an http or https address, but is "ftp://x".',
      'USD must be an amount in dollars such as 5 or 2.50, but is "-1".',
    ]);
  });

  it.each(['0', '21', '1.5', '-3', '1e1', '0x10'])('takes %s for no whole number from 1 to 20', (text) => {
    expect(faultsOf({ N: text }, (env) => env.whole('N', { min: 1, max: 20 }))).toHaveLength(1);
  });

  it('falls back where a number may be missing', () => {
    expect(envReader({}).whole('N', { min: 0, max: 20, fallback: 0 })).toBe(0);
    expect(envReader({}).dollars('USD')).toBe(0);
    expect(envReader({ USD: '2.50' }).dollars('USD')).toBe(2.5);
  });

  it('splits lists and leaves out empty parts', () => {
    expect(envReader({ L: ' a, b ,,c' }).list('L', ',')).toEqual(['a', 'b', 'c']);
    expect(envReader({}).list('L', ',')).toEqual([]);
  });

  it('cuts the slash off the end of an address', () => {
    expect(envReader({ U: 'https://x.cloudfront.net/' }).address('U')).toBe('https://x.cloudfront.net');
  });
});
