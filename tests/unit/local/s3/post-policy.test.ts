import { describe, expect, it } from '@jest/globals';
import { S3Error } from '../../../../local/s3/errors.ts';
import { checkPolicy, readPolicy } from '../../../../local/s3/post-policy.ts';

const NOW = Date.parse('2026-11-20T12:00:00.000Z');
const encoded = (document: unknown) => Buffer.from(JSON.stringify(document)).toString('base64');
const policyOf = (conditions: unknown[], expiration = '2026-11-20T12:10:00.000Z') =>
  readPolicy(encoded({ expiration, conditions }));
const fields = new Map([
  ['bucket', 'pictures'],
  ['key', 'uploads/abc'],
  ['content-type', 'image/png'],
  ['policy', '…'],
  ['x-amz-signature', '…'],
  ['x-ignore-me', '…'],
]);
const CONDITIONS = [
  { bucket: 'pictures' },
  ['starts-with', '$key', 'uploads/'],
  ['eq', '$Content-Type', 'image/png'],
  ['content-length-range', 5, 9],
];

const outcome = (conditions: unknown[], { size = 7, expiration = '2026-11-20T12:10:00.000Z' } = {}) => {
  try {
    checkPolicy(policyOf(conditions, expiration), fields, size, NOW);
    return 'allowed';
  } catch (error) {
    if (error instanceof S3Error) return `${error.status} ${error.code}: ${error.message}`;
    throw error;
  }
};

describe('a policy', () => {
  it('allows the form whose every field it names', () => {
    expect([5, 7, 9].map((size) => outcome(CONDITIONS, { size }))).toEqual(['allowed', 'allowed', 'allowed']);
  });

  it.each([
    [
      'another bucket',
      [{ bucket: 'other' }, ...CONDITIONS.slice(1)],
      /403 AccessDenied: .*Policy Condition failed.*bucket/,
    ],
    ['another key', [...CONDITIONS, ['eq', '$key', 'uploads/other']], /Policy Condition failed.*key/],
    [
      'another start',
      [...CONDITIONS, ['starts-with', '$key', 'images/']],
      /Policy Condition failed.*starts-with/,
    ],
    [
      'a field that it does not name',
      CONDITIONS.filter((_, index) => index !== 2),
      /Extra input fields: content-type/,
    ],
    [
      'a field that is missing',
      [...CONDITIONS, { 'x-amz-meta-owner': 'me' }],
      /Policy Condition failed.*x-amz-meta-owner/,
    ],
  ])('refuses %s', (_, conditions, expected) => {
    expect(outcome(conditions)).toMatch(expected);
  });

  it('refuses a file that is too small or too large', () => {
    expect(outcome(CONDITIONS, { size: 4 })).toMatch(/^400 EntityTooSmall/);
    expect(outcome(CONDITIONS, { size: 10 })).toMatch(/^400 EntityTooLarge/);
  });

  it('refuses everything once it has expired', () => {
    expect(outcome(CONDITIONS, { expiration: '2026-11-20T12:00:00.000Z' })).toMatch(/Policy expired/);
  });

  it.each([
    ['no JSON', 'bm8='],
    ['no object', encoded(null)],
    ['no expiration', encoded({ conditions: [] })],
    ['no conditions', encoded({ expiration: '2026-11-20T12:00:00.000Z' })],
    [
      'an unknown operator',
      encoded({ expiration: '2026-11-20T12:00:00.000Z', conditions: [['like', '$key', 'a']] }),
    ],
    [
      'a length that is none',
      encoded({ expiration: '2026-11-20T12:00:00.000Z', conditions: [['content-length-range', 'a', 2]] }),
    ],
    ['a condition that is none', encoded({ expiration: '2026-11-20T12:00:00.000Z', conditions: [7] })],
  ])('is not read if it has %s', (_, text) => {
    expect(() => readPolicy(text)).toThrow(expect.objectContaining({ code: 'InvalidPolicyDocument' }));
  });
});
