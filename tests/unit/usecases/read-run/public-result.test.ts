import { describe, expect, it } from '@jest/globals';
import type { VendorText } from '../../../../src/lib/vendor-text.ts';
import { publicResult } from '../../../../src/usecases/read-run/public-result.ts';
import { completedDocument, failedDocument, JOB_ID } from '../../../helpers/job-documents.ts';

const at = (base: string) => (key: string) => `${base}/${key}`;

describe('publicResult', () => {
  it('turns keys into addresses', () => {
    expect(publicResult(completedDocument('1-a'), at('http://127.0.0.1:3000'))).toMatchObject({
      imageUrl: `http://127.0.0.1:3000/images/${JOB_ID}/1-a.png`,
      thumbnailUrl: `http://127.0.0.1:3000/images/${JOB_ID}/1-a.thumb.webp`,
    });
  });

  it('has no thumbnail where none could be made', () => {
    const { thumbnailKey: _, ...document } = completedDocument('1-a');
    expect(publicResult(document, at('https://x'))).not.toHaveProperty('thumbnailUrl');
  });

  it('gives the address of what came and is not shown, of a failure too', () => {
    const original = {
      key: `images/${JOB_ID}/1-a.original.heic`,
      contentType: 'image/heic',
      bytes: 9,
    } as const;
    const url = `https://x/images/${JOB_ID}/1-a.original.heic`;
    const failure = failedDocument('1-a', { original });
    expect(publicResult(failure, at('https://x'))).toEqual({ ...failure, original: { ...original, url } });
    expect(publicResult(completedDocument('1-a', { original }), at('https://x'))).toMatchObject({
      original: { ...original, url },
    });
    expect(publicResult(completedDocument('1-a'), at('https://x'))).not.toHaveProperty('original');
  });

  it('passes a prompt of the vendor on as it was stored, unless an older version stored more than 2000 characters', () => {
    const passed = (length: number) => {
      const revisedPrompt = `${'a fox, '.repeat(length).slice(0, length - 1)} ` as VendorText;
      return publicResult(completedDocument('1-a', { revisedPrompt }), at('https://x'));
    };
    expect(passed(4000)).toMatchObject({ revisedPrompt: expect.stringMatching(/ $/) });
    expect(passed(4001)).toMatchObject({ revisedPrompt: expect.stringMatching(/^a fox, .{1000,1999}[^ ]$/) });
  });

  it('passes failures on as they are', () => {
    expect(publicResult(failedDocument('1-a'), at('https://x'))).toEqual(failedDocument('1-a'));
  });
});
