import { describe, expect, it } from '@jest/globals';
import { ConfigurationError } from '../../../src/errors.ts';
import { pictureAddresses } from '../../../src/handlers/picture-addresses.ts';
import { awsWorld } from '../../helpers/aws-world.ts';

const world = awsWorld();
const reads = () => world.commands().filter((name) => name === 'GetSecretValueCommand').length;
const addressesWith = (pictureKeySecret: string) =>
  pictureAddresses({ imageBaseUrl: 'https://i.example', pictureKeySecret });

describe('pictureAddresses', () => {
  it('reads no key in open mode', async () => {
    expect((await addressesWith('')())('images/1.png')).toBe('https://i.example/images/1.png');
    expect(reads()).toBe(0);
  });

  it('reads the key once, and again only if that failed', async () => {
    const pictures = addressesWith('arn:key');
    world.secret = 'too short';
    await expect(pictures()).rejects.toThrow(ConfigurationError);
    world.secret = 'k'.repeat(32);
    const [one] = [await pictures(), await pictures()];
    expect(one('images/1.png')).toMatch(/^https:\/\/i\.example\/images\/1\.png\?e=\d{10}&s=[\w-]{43}$/);
    expect(reads()).toBe(2);
  });
});
