import { describe, expect, it } from '@jest/globals';
import { foundPictures } from '../../../../src/providers/shared/found-pictures.ts';
import { PIXEL_BASE64 } from '../../../helpers/provider-world.ts';

const base64 = [{ text: PIXEL_BASE64, isAddress: false }];
const address = (text: string) => [{ text, isAddress: true }];

describe('foundPictures', () => {
  it.each([
    ['OpenAI', { data: [{ b64_json: PIXEL_BASE64 }] }, base64],
    ['Together', { data: [{ type: 'b64_json', base64: PIXEL_BASE64 }] }, base64],
    [
      'SiliconFlow and fal',
      { images: [{ url: 'https://a.example/1.png' }] },
      address('https://a.example/1.png'),
    ],
    ["open-webui's own route", [{ url: '/api/v1/files/1/content' }], address('/api/v1/files/1/content')],
    ['LocalAI', { data: [{ url: 'generated-images/x.png' }] }, address('generated-images/x.png')],
    ['a list of texts', { data: [PIXEL_BASE64] }, base64],
    ['an object instead of a list', { data: { b64_json: PIXEL_BASE64 } }, base64],
    [
      'a data address',
      { image: `data:image/png;base64,${PIXEL_BASE64}` },
      address(`data:image/png;base64,${PIXEL_BASE64}`),
    ],
    [
      'chat completions of OpenRouter',
      { choices: [{ message: { images: [{ image_url: { url: 'data:image/png;base64,AA' } }] } }] },
      address('data:image/png;base64,AA'),
    ],
    [
      'Replicate',
      { output: ['https://replicate.delivery/x.png'] },
      address('https://replicate.delivery/x.png'),
    ],
    [
      'base64 of a JPEG, which begins with a slash',
      { data: [`/9j/${'A'.repeat(60)}`] },
      [{ text: `/9j/${'A'.repeat(60)}`, isAddress: false }],
    ],
  ])('knows the shape of %s', (_, reply, expected) => {
    expect(foundPictures(reply)).toEqual(expected);
  });

  it.each([{}, { data: [] }, { data: [{ url: '' }] }, { message: 'No picture today.' }, undefined, 7])(
    'finds none in %j',
    (reply) => expect(foundPictures(reply)).toEqual([]),
  );

  it('finds every item, and one picture of each', () => {
    const item = { url: 'https://a.example/1.png', b64_json: PIXEL_BASE64 };
    expect(foundPictures({ data: [item, item, item] })).toHaveLength(3);
  });
});
