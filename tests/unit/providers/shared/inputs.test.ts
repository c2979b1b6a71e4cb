import { expect, it } from '@jest/globals';
import { base64Of, dataAddressOf, digestOf, digestsOf } from '../../../../src/providers/shared/inputs.ts';
import type { InputPicture } from '../../../../src/providers/types.ts';

const picture = (number: number): InputPicture => ({
  name: `input-${number}.jpg`,
  contentType: 'image/jpeg',
  width: 300,
  height: 200,
  sha256: `hash${number}`,
  bytes: new Uint8Array([1, 2, number]),
});

it('is told by its name, size and hash, never by its bytes', () => {
  expect(digestOf(picture(1))).toBe('input-1.jpg 300x200 sha256:hash1');
});

it('is told under a number, from one, where there are several', () => {
  expect(digestsOf([picture(1), picture(2)], (number) => `image_${number}`)).toStrictEqual({
    image_1: 'input-1.jpg 300x200 sha256:hash1',
    image_2: 'input-2.jpg 300x200 sha256:hash2',
  });
});

it('is sent as base64, or as an address that holds it', () => {
  expect(base64Of(picture(3))).toBe('AQID');
  expect(dataAddressOf(picture(3))).toBe('data:image/jpeg;base64,AQID');
});
