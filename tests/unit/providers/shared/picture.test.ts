import { describe, expect, it } from '@jest/globals';
import { DownloadError } from '../../../../src/lib/download.ts';
import type { AnyText } from '../../../../src/lib/long-text.ts';
import { safeText } from '../../../../src/lib/safe-text.ts';
import { UnsafeAddressError } from '../../../../src/lib/safe-url.ts';
import {
  isPicture,
  pictureFromAddress,
  pictureFromBase64,
  pictureFromBytes,
} from '../../../../src/providers/shared/picture.ts';
import { PIXEL, PIXEL_BASE64, providerWorld } from '../../../helpers/provider-world.ts';
import { HEIC } from '../../../helpers/tiny-pictures.ts';

const ADDRESS = 'https://cdn.example/picture.png';
const failed = (status?: number) => new DownloadError('failed', 'No picture.', status);

function fetchFrom(picture: Uint8Array | Error, address = ADDRESS, baseUrl?: string) {
  const world = providerWorld([], { pictures: { [address]: picture } });
  const options = {
    vendor: safeText`Acme`,
    baseUrl,
    tools: world.tools,
    signal: new AbortController().signal,
  };
  return { world, fetched: (asked: AnyText = address) => pictureFromAddress(asked, options) };
}

describe('pictureFromBytes', () => {
  it('returns bytes that are a picture', () => {
    expect(pictureFromBytes(PIXEL, safeText`Acme`)).toBe(PIXEL);
  });

  it('refuses other bytes, and keeps what the caller knows about the bill', () => {
    const noPicture = Buffer.from('<html>');
    expect(() => pictureFromBytes(noPicture, safeText`Acme`)).toThrow(
      expect.objectContaining({ code: 'INVALID_IMAGE', billed: 'unknown' }),
    );
    expect(() => pictureFromBytes(noPicture, safeText`Acme`, 'yes')).toThrow(
      expect.objectContaining({ billed: 'yes' }),
    );
  });
});

describe('a picture that no browser can show', () => {
  const huge = Buffer.from(PIXEL);
  huge.writeUInt32BE(40_000, 16);
  const data = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

  it.each([
    ['a HEIC', HEIC],
    ['one of 40 000 pixels', huge],
  ])('goes to the worker, which keeps it, in each way that it may come: %s', async (_what, bytes) => {
    expect(isPicture(bytes)).toBe(true);
    expect(pictureFromBytes(bytes, safeText`Acme`, 'yes')).toBe(bytes);
    expect(pictureFromBase64(data(bytes), safeText`Acme`)).toEqual(Buffer.from(bytes));
    expect(pictureFromBase64(`data:image/heic;base64,${data(bytes)}`, safeText`Acme`)).toEqual(
      Buffer.from(bytes),
    );
    expect(await fetchFrom(bytes).fetched()).toBe(bytes);
  });
});

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><desc>100%</desc></svg>';

describe('pictureFromBase64', () => {
  it.each([
    PIXEL_BASE64,
    `data:image/png;base64,${PIXEL_BASE64}`,
    { longText: Buffer.from(PIXEL_BASE64) },
    { longText: Buffer.from(`data:image/png;base64,${PIXEL_BASE64}`) },
  ])('decodes %#', (text) => {
    expect(pictureFromBase64(text, safeText`Acme`)).toEqual(PIXEL);
  });

  it.each([
    ['escaped', `data:image/svg+xml,${encodeURIComponent(SVG)}`],
    [
      'escaped, with a parameter that only begins so',
      `data:image/svg+xml;base64url=no,${encodeURIComponent(SVG)}`,
    ],
    ['as it is, though a percent sign in it escapes nothing', `data:image/svg+xml,${SVG}`],
    ['in base64', `data:image/svg+xml;base64,${Buffer.from(SVG).toString('base64')}`],
  ])('reads an SVG in a data address: %s', (_, address) => {
    expect(Buffer.from(pictureFromBase64(address, safeText`Acme`)).toString()).toBe(SVG);
  });
});

describe('pictureFromAddress', () => {
  it.each([404, 429, 500, 503, undefined])(
    'asks three times in all after %p, a little later each time',
    async (status) => {
      const { world, fetched } = fetchFrom(failed(status));
      await expect(fetched()).rejects.toMatchObject({
        code: 'INVALID_IMAGE',
        billed: 'yes',
        retryable: true,
      });
      expect(world.downloads).toHaveLength(3);
      expect(world.slept()).toBe(1000 + 2000);
    },
  );

  it.each([400, 401, 403, 410, 499])('does not ask again after %p', async (status) => {
    const { world, fetched } = fetchFrom(failed(status));
    await expect(fetched()).rejects.toMatchObject({ code: 'INVALID_IMAGE', billed: 'yes' });
    expect(world.downloads).toHaveLength(1);
  });

  it.each([
    [new DownloadError('too-large', 'x'), 'INVALID_IMAGE', true],
    [new DownloadError('too-slow', 'x'), 'TIMEOUT', true],
    [new DownloadError('aborted', 'x'), 'TIMEOUT', true],
    [new UnsafeAddressError('x'), 'INVALID_IMAGE', false],
  ])('gives up at once after %p', async (error, code, retryable) => {
    const { world, fetched } = fetchFrom(error);
    await expect(fetched()).rejects.toMatchObject({ code, retryable, billed: 'yes' });
    expect(world.downloads).toHaveLength(1);
  });

  it.each([
    [new DownloadError('too-large', 'x'), /it is larger than \d+ MB\.$/],
    [new DownloadError('too-slow', 'x'), /it did not arrive in time\.$/],
    [new UnsafeAddressError('x'), /its address is not a public https address/],
    [new Error('x'), /it could not be fetched from the address given\.$/],
  ])('says that the picture was drawn, and why it is not there: %p', async (error, reason) => {
    const { fetched } = fetchFrom(error);
    await expect(fetched()).rejects.toMatchObject({
      message: expect.stringMatching(/^Acme drew the picture, but /),
      billed: 'yes',
    });
    await expect(fetchFrom(error).fetched()).rejects.toThrow(reason);
  });

  it('gives up at once after a failure that it does not know', async () => {
    const { world, fetched } = fetchFrom(new Error('a bug'));
    await expect(fetched()).rejects.toMatchObject({ code: 'INVALID_IMAGE', retryable: true });
    expect(world.downloads).toHaveLength(1);
    const alike = fetchFrom(Object.assign(new Error('a bug'), { kind: 'failed' }));
    await expect(alike.fetched()).rejects.toMatchObject({ code: 'INVALID_IMAGE' });
    expect(alike.world.downloads).toHaveLength(1);
  });

  it('gives up at once on bytes that are not a picture', async () => {
    const { world, fetched } = fetchFrom(Buffer.from('<html>'));
    const own = (() => {
      try {
        return pictureFromBytes(Buffer.from('<html>'), safeText`Acme`, 'yes');
      } catch (error) {
        return error;
      }
    })();
    await expect(fetched()).rejects.toEqual(own);
    expect(world.downloads).toHaveLength(1);
  });

  it('ends in a pause when the time is up', async () => {
    const world = providerWorld([], { pictures: { [ADDRESS]: failed(503) } });
    const sleep = () => Promise.reject(new Error('aborted'));
    const tools = { ...world.tools, clock: { ...world.tools.clock, sleep } };
    const signal = new AbortController().signal;
    await expect(
      pictureFromAddress(ADDRESS, { vendor: safeText`Acme`, baseUrl: undefined, tools, signal }),
    ).rejects.toMatchObject({ code: 'TIMEOUT', billed: 'yes' });
  });

  it('decodes a data address without a request, billed if it is not a picture', async () => {
    const { world, fetched } = fetchFrom(PIXEL);
    const address = `data:image/png;base64,${PIXEL_BASE64}`;
    expect(await fetched(address)).toEqual(PIXEL);
    expect(await fetched({ longText: Buffer.from(address) })).toEqual(PIXEL);
    await expect(fetched('data:image/png;base64,AAAA')).rejects.toMatchObject({ billed: 'yes' });
    expect(world.downloads).toEqual([]);
  });

  it('trusts the origin of the owner’s own server, and completes an address without a host', async () => {
    const { world, fetched } = fetchFrom(
      PIXEL,
      'http://127.0.0.1:4000/files/1.png',
      'http://127.0.0.1:4000/v1',
    );
    expect(await fetched('/files/1.png')).toBe(PIXEL);
    expect(world.downloads).toEqual([
      { address: 'http://127.0.0.1:4000/files/1.png', trustedOrigin: 'http://127.0.0.1:4000' },
    ]);
  });

  it.each([
    ['pictures/1.png', undefined],
    ['http://[', 'http://127.0.0.1:4000/v1'],
  ])('fails as billed on what is not an address: %s', async (address, baseUrl) => {
    const { fetched } = fetchFrom(PIXEL, ADDRESS, baseUrl);
    await expect(fetched(address)).rejects.toMatchObject({ code: 'INVALID_IMAGE', billed: 'yes' });
  });

  it('aborts the download when the time is up', async () => {
    const { tools } = providerWorld([]);
    const timer = new AbortController();
    let given: AbortSignal | undefined;
    const download = async (_address: string, { signal }: { signal: AbortSignal }) => {
      given = signal;
      return PIXEL;
    };
    await pictureFromAddress(ADDRESS, {
      vendor: safeText`Acme`,
      baseUrl: undefined,
      tools: { ...tools, download },
      signal: timer.signal,
    });
    expect(given).toBe(timer.signal);
  });

  it('trusts nothing without an own server', async () => {
    const { world, fetched } = fetchFrom(PIXEL);
    await fetched();
    expect(world.downloads).toEqual([{ address: ADDRESS, trustedOrigin: undefined }]);
  });
});
