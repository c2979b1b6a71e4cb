import { describe, expect, it, jest } from '@jest/globals';
import { ConfigurationError } from '../../../src/errors.ts';
import { pictureAddresses } from '../../../src/handlers/picture-addresses.ts';
import { FUNCTION_ENVIRONMENT } from '../../helpers/function-environment.ts';

Object.assign(process.env, FUNCTION_ENVIRONMENT);
let secret = '';
const fetched = jest.spyOn(globalThis, 'fetch').mockImplementation(async (_url, init) => {
  expect(init?.body).toBe('{"SecretId":"arn:key"}');
  return Response.json({ SecretString: secret });
});
const addressesWith = (pictureKeySecret: string) =>
  pictureAddresses({ imageBaseUrl: 'https://i.example', pictureKeySecret });

describe('pictureAddresses', () => {
  it('reads no key in open mode', async () => {
    expect((await addressesWith('')())('images/1.png')).toBe('https://i.example/images/1.png');
    expect(fetched).not.toHaveBeenCalled();
  });

  it('reads the key once, and again only if that failed', async () => {
    const pictures = addressesWith('arn:key');
    secret = 'too short';
    await expect(pictures()).rejects.toThrow(ConfigurationError);
    secret = 'k'.repeat(32);
    const [one] = [await pictures(), await pictures()];
    expect(one('images/1.png')).toMatch(/^https:\/\/i\.example\/images\/1\.png\?e=\d{10}&s=[\w-]{43}$/);
    expect(fetched).toHaveBeenCalledTimes(2);
  });
});
