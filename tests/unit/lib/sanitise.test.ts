import { describe, expect, it } from '@jest/globals';
import { cleanText, forLog } from '../../../src/lib/sanitise.ts';

describe('cleaning a text', () => {
  it('composes characters, keeps one kind of line break, and trims', () => {
    expect(cleanText('  Fu\u0308chse\r\nim\rSchnee\n ')).toBe('F\u00fcchse\nim\nSchnee');
  });

  it('changes nothing the second time', () => {
    const once = cleanText(' a\u0301\r\n b ');
    expect(cleanText(once)).toBe(once);
  });
});

describe('a value fit for the log', () => {
  it('has no control, direction or line characters', () => {
    expect(forLog('a\nb\u0000c\u001bd\u202ee\u2028f')).toBe('a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf');
  });

  it('is capped', () => {
    expect(forLog('x'.repeat(300))).toBe(`${'x'.repeat(200)}…`);
    expect(forLog('abc', 2)).toBe('ab…');
    expect(forLog('abc', 3)).toBe('abc');
  });
});
