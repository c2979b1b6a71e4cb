import { describe, expect, it } from '@jest/globals';
import { DownloadError } from '../../../../src/lib/download.ts';
import { UnsafeAddressError } from '../../../../src/lib/safe-url.ts';
import { pictureFromAddress, pictureFromBase64 } from '../../../../src/providers/shared/picture.ts';
import { PIXEL, PIXEL_BASE64, providerWorld } from '../../../helpers/provider-world.ts';

const ADDRESS = 'https://pictures.example/1.png';

/** Downloads that end like this, one after the other; how often was asked. */
function fetching(...ends: (Uint8Array | Error)[]) {
  const world = providerWorld([]);
  let asked = 0;
  const tools = {
    ...world.tools,
    download: async () => {
      const end = ends[Math.min(asked, ends.length - 1)];
      asked += 1;
      if (end instanceof Uint8Array) return end;
      throw end;
    },
  };
  const options = { vendor: 'Acme', baseUrl: undefined, tools, signal: new AbortController().signal };
  return { picture: pictureFromAddress(ADDRESS, options), asked: () => asked, slept: world.slept };
}

/** The header of a PNG of this size, which is all that is read of one. */
function pngOf(width: number, height: number): Uint8Array {
  const png = Buffer.from(PIXEL);
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  return png;
}

describe('a picture at an address', () => {
  it.each([undefined, 404, 429, 500, 503])(
    'is fetched again after HTTP %s, which may pass',
    async (status) => {
      const failed = new DownloadError('failed', 'No picture.', status);
      const { picture, asked, slept } = fetching(failed, failed, PIXEL);
      expect(await picture).toEqual(PIXEL);
      expect(asked()).toBe(3);
      expect(slept()).toBe(3000);
    },
  );

  it.each([400, 401, 403, 410])('is not fetched again after HTTP %s', async (status) => {
    const { picture, asked } = fetching(new DownloadError('failed', 'No picture.', status), PIXEL);
    await expect(picture).rejects.toMatchObject({ code: 'INVALID_IMAGE', billed: 'yes', retryable: true });
    expect(asked()).toBe(1);
  });

  it('is given up after three attempts, and was drawn all the same', async () => {
    const { picture, asked } = fetching(new DownloadError('failed', 'No picture.', 503));
    await expect(picture).rejects.toMatchObject({ code: 'INVALID_IMAGE', billed: 'yes' });
    expect(asked()).toBe(3);
  });

  it.each([
    [new DownloadError('too-large', 'x'), 'INVALID_IMAGE', true, /larger than 40 MB/],
    [new DownloadError('too-slow', 'x'), 'TIMEOUT', true, /in time/],
    [new DownloadError('aborted', 'x'), 'TIMEOUT', true, /in time/],
    [new UnsafeAddressError('x'), 'INVALID_IMAGE', false, /not a public https address/],
  ] as const)('that ends with %s is told so', async (error, code, retryable, message) => {
    const { picture, asked } = fetching(error, PIXEL);
    await expect(picture).rejects.toMatchObject({
      code,
      billed: 'yes',
      retryable,
      message: expect.stringMatching(message),
    });
    expect(asked()).toBe(1);
  });
});

describe('the size of a picture', () => {
  const take = (width: number, height: number) =>
    pictureFromBase64(Buffer.from(pngOf(width, height)).toString('base64'), 'Acme');

  it('may be whatever a browser shows', () => {
    expect(take(16_384, 16_384)).toHaveLength(PIXEL.length);
    expect(take(32_767, 8)).toHaveLength(PIXEL.length);
    expect(pictureFromBase64(`data:image/png;base64,${PIXEL_BASE64}`, 'Acme')).toEqual(PIXEL);
  });

  it.each([
    [60_000, 60_000],
    [32_768, 8],
    [8, 32_768],
    [16_385, 16_384],
  ])('is refused at %i × %i pixels, before anything is unpacked', (width, height) => {
    expect(() => take(width, height)).toThrow(
      expect.objectContaining({
        code: 'INVALID_IMAGE',
        retryable: false,
        message: expect.stringContaining(`${width} × ${height} pixels`),
      }),
    );
  });
});
