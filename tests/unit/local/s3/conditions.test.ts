import { describe, expect, it } from '@jest/globals';
import { checkRead, checkWrite } from '../../../../local/s3/conditions.ts';

const current = { etag: '"a"', lastModified: Date.parse('2026-11-20T12:00:00.500Z') };
const before = 'Fri, 20 Nov 2026 11:00:00 GMT';
const exactly = 'Fri, 20 Nov 2026 12:00:00 GMT';

describe('checkRead', () => {
  it.each([
    [{}, 'send'],
    [{ 'if-none-match': '"a"' }, 'not-modified'],
    [{ 'if-none-match': 'W/"a", "b"' }, 'not-modified'],
    [{ 'if-none-match': '*' }, 'not-modified'],
    [{ 'if-none-match': '"b"', 'if-modified-since': exactly }, 'send'],
    [{ 'if-modified-since': exactly }, 'not-modified'],
    [{ 'if-modified-since': before }, 'send'],
    [{ 'if-match': 'a', 'if-unmodified-since': before }, 'send'],
    [{ 'if-modified-since': 'nonsense' }, 'send'],
  ])('%j: %s', (headers, answer) => {
    expect(checkRead(headers, current)).toBe(answer);
  });

  it.each([[{ 'if-match': '"b"' }], [{ 'if-unmodified-since': before }]])('%j: 412', (headers) => {
    expect(() => checkRead(headers, current)).toThrow(expect.objectContaining({ status: 412 }));
  });
});

describe('checkWrite', () => {
  it.each([
    [{ 'if-none-match': '*' }, current, 412],
    [{ 'if-none-match': '"a"' }, undefined, 501],
    [{ 'if-match': '"b"' }, current, 412],
    [{ 'if-match': '"a"' }, undefined, 404],
  ])('%j of %j: %d', (headers, object, status) => {
    expect(() => checkWrite(headers, object, 'k')).toThrow(expect.objectContaining({ status }));
  });

  it('lets a fitting write through', () => {
    expect(() => checkWrite({ 'if-none-match': '*' }, undefined, 'k')).not.toThrow();
    expect(() => checkWrite({ 'if-match': '"a"' }, current, 'k')).not.toThrow();
  });
});
