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
    ['servers that say b64', { data: [{ b64: PIXEL_BASE64 }] }, base64],
    ['servers that say image_base64', { image_base64: PIXEL_BASE64 }, base64],
    ['servers that say image', { image: PIXEL_BASE64 }, base64],
    ['servers that say result', { result: { image_base64: 'AAAA' } }, [{ text: 'AAAA', isAddress: false }]],
    ['Stability AI', { artifacts: [{ base64: PIXEL_BASE64 }] }, base64],
    [
      'chat completions that answer in parts',
      {
        choices: [
          { message: { content: [{ type: 'image_url', image_url: { url: 'https://a.example/1' } }] } },
        ],
      },
      address('https://a.example/1'),
    ],
    ['a message', { message: { image_url: 'HTTPS://a.example/1' } }, address('HTTPS://a.example/1')],
  ])('knows the shape of %s', (_, reply, expected) => {
    expect(foundPictures(reply)).toEqual(expected);
  });

  it.each([
    ['Imagen', { predictions: [{ bytesBase64Encoded: PIXEL_BASE64 }] }, base64],
    ['Runware', { data: [{ imageURL: 'https://a.example/1' }] }, address('https://a.example/1')],
    ['a list under another name', { outputs: ['https://a.example/1'] }, address('https://a.example/1')],
    ['numbered items', { images: { 0: 'https://a.example/1' } }, address('https://a.example/1')],
    [
      'a file with a name',
      { asset: 'https://a.example/1.webp?x=1' },
      address('https://a.example/1.webp?x=1'),
    ],
    [
      'a WebP in base64',
      { x: { y: `UklGR${'A'.repeat(60)}` } },
      [{ text: `UklGR${'A'.repeat(60)}`, isAddress: false }],
    ],
  ])('finds the picture of %s, whose fields it does not know', (_, reply, expected) => {
    expect(foundPictures(reply)).toEqual(expected);
  });

  it.each([
    { error: { docs_url: 'https://a.example/docs/image.png' } },
    { detail: [{ input: PIXEL_BASE64 }] },
    { input: { picture: PIXEL_BASE64 } },
    { status_page: 'https://status.example/' },
    { urls: { get: 'https://api.example/1', cancel: 'https://api.example/1/cancel' } },
    { request_id: 'A'.repeat(64) },
  ])('takes no part of %j for a picture', (reply) => {
    expect(foundPictures(reply)).toEqual([]);
  });

  it.each(['\n', '\r\n'])('takes base64 in lines for base64: %j', (lineBreak) => {
    const lines = PIXEL_BASE64.replace(/(.{60})/g, `$1${lineBreak}`);
    expect(foundPictures({ images: [lines] })).toEqual([{ text: lines, isAddress: false }]);
  });

  it.each([
    ['with escaped slashes, as PHP writes them', '\\/9j\\/4AAQSkZJRg'],
    ['in lines', `iVBORw0KGgo\\n`],
  ])('knows a long text %s', (_, start) => {
    const longText = Buffer.from(start + 'A'.repeat(300));
    expect(foundPictures({ images: [{ longText }] })).toEqual([{ text: { longText }, isAddress: false }]);
    expect(foundPictures({ anything: { longText } })).toHaveLength(1);
  });

  it.each([{}, { data: [] }, { data: [{ url: '' }] }, { message: 'No picture today.' }, undefined, 7])(
    'finds none in %j',
    (reply) => expect(foundPictures(reply)).toEqual([]),
  );

  it('takes 40 characters for base64 where no field says so, and fewer for words', () => {
    expect(foundPictures({ data: ['A'.repeat(40)] })).toHaveLength(1);
    expect(foundPictures({ data: ['A'.repeat(39)] })).toEqual([]);
    expect(foundPictures({ data: [`${'A'.repeat(39)}=`] })).toHaveLength(1);
    expect(foundPictures({ data: ['There is no picture today, and there will be none tomorrow.'] })).toEqual(
      [],
    );
    expect(foundPictures({ data: [`(${'A'.repeat(60)}`] })).toEqual([]);
    expect(foundPictures({ data: [`${'A'.repeat(60)}!`] })).toEqual([]);
    // Megabytes are judged by how they begin.
    expect(foundPictures({ data: [`${'A'.repeat(199)}!`] })).toEqual([]);
    expect(foundPictures({ data: [`${'A'.repeat(200)}!`] })).toHaveLength(1);
  });

  it('prefers the picture itself to its address', () => {
    const item = { url: 'https://a.example/1.png', image_url: 'https://a.example/2.png', b64_json: 'AAAA' };
    expect(foundPictures({ data: [item] })).toEqual([{ text: 'AAAA', isAddress: false }]);
    expect(foundPictures({ data: [{ ...item, b64_json: '' }] })).toEqual(address(item.url));
  });

  it('looks seven levels deep, which is more than any server needs', () => {
    const wrapped = (levels: number): unknown =>
      levels === 0 ? { b64_json: 'AAAA' } : { result: wrapped(levels - 1) };
    expect(foundPictures(wrapped(6))).toHaveLength(1);
    expect(foundPictures(wrapped(7))).toEqual([]);
    const lists = (levels: number): unknown => (levels === 0 ? { b64_json: 'AAAA' } : [lists(levels - 1)]);
    expect(foundPictures(lists(6))).toHaveLength(1);
    expect(foundPictures(lists(7))).toEqual([]);
  });

  it('finds every item, and one picture of each', () => {
    const item = { url: 'https://a.example/1.png', b64_json: PIXEL_BASE64 };
    expect(foundPictures({ data: [item, item, item] })).toHaveLength(3);
  });
});
