import { describe, expect, it } from '@jest/globals';
import { correlationIdOf } from '../../../src/http/correlation-id.ts';

describe('correlationIdOf', () => {
  it.each(['a', 'browser-1.2_3', 'x'.repeat(128)])('accepts %s', (id) => {
    expect(correlationIdOf(id)).toBe(id);
  });

  it.each([undefined, '', 'a b', 'ä', 'a\n', 'x'.repeat(129), '{"a":1}'])('replaces %j', (id) => {
    expect(correlationIdOf(id)).toMatch(/^[0-9a-f-]{36}$/);
  });
});
