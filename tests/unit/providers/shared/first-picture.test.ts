import { describe, expect, it } from '@jest/globals';
import { safeText } from '../../../../src/lib/safe-text.ts';
import { firstPicture } from '../../../../src/providers/shared/first-picture.ts';
import { PIXEL, PIXEL_BASE64, providerWorld } from '../../../helpers/provider-world.ts';

const url = 'https://cdn.example/1.png';

function first(reply: unknown) {
  const world = providerWorld([], { pictures: { [url]: PIXEL } });
  const signal = new AbortController().signal;
  const picture = firstPicture(reply, {
    vendor: safeText`Acme`,
    baseUrl: undefined,
    tools: world.tools,
    signal,
  });
  return { world, picture };
}

describe('firstPicture', () => {
  it('decodes base64 and fetches addresses', async () => {
    expect(await first({ images: [PIXEL_BASE64] }).picture).toEqual({ bytes: PIXEL });
    expect(await first({ image: { url } }).picture).toEqual({ bytes: PIXEL });
  });

  it('says how many came, and fetches one', async () => {
    const { world, picture } = first({ output: [url, 'https://cdn.example/2.png'] });
    expect(await picture).toMatchObject({
      bytes: PIXEL,
      warnings: [{ code: 'MORE_PICTURES', values: { vendor: 'Acme', count: 2 } }],
    });
    expect(world.downloads).toHaveLength(1);
  });

  it('tells by nothing that there is none', () => {
    expect(first({ output: null }).picture).toBeUndefined();
  });

  it('fails where the picture is none', async () => {
    await expect(first({ data: ['A'.repeat(60)] }).picture).rejects.toMatchObject({ code: 'INVALID_IMAGE' });
  });
});
