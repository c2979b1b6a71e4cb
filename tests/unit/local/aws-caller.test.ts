import { describe, expect, it } from '@jest/globals';
import { hasExpired, readSignature } from '../../../local/aws-caller.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');

describe('readSignature', () => {
  it.each([
    [
      {
        headers: {
          authorization:
            'AWS4-HMAC-SHA256 Credential=KEY/20261120/us-east-1/lambda/aws4_request, Signature=x',
        },
        url: '/',
      },
      { service: 'lambda', region: 'us-east-1' },
    ],
    [
      { headers: {}, url: '/b/k?X-Amz-Credential=KEY%2F20261120%2Fus-east-1%2Fs3%2Faws4_request' },
      { service: 's3', region: 'us-east-1' },
    ],
    [{ headers: {}, url: '/b/k?AWSAccessKeyId=KEY&Signature=x&Expires=1' }, { service: 's3' }],
  ])('finds caller, service and region in %j', (request, claimed) => {
    expect(readSignature(request)).toEqual({ accessKeyId: 'KEY', ...claimed });
  });

  it('finds none in an unsigned request', () => {
    expect(readSignature({ headers: { authorization: 'Bearer x' }, url: '/b/k' })).toBeUndefined();
  });
});

describe('hasExpired', () => {
  it.each([
    ['/', false],
    ['/?X-Amz-Date=20261120T115900Z&X-Amz-Expires=61', false],
    ['/?X-Amz-Date=20261120T115900Z&X-Amz-Expires=60', true],
    ['/?X-Amz-Date=nonsense&X-Amz-Expires=60', true],
    [`/?AWSAccessKeyId=K&Expires=${NOW / 1000 + 1}`, false],
    [`/?AWSAccessKeyId=K&Expires=${NOW / 1000 - 1}`, true],
  ])('%s: %s', (url, expired) => {
    expect(hasExpired({ url }, NOW)).toBe(expired);
  });
});
