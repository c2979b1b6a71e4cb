import { describe, expect, it } from '@jest/globals';
import { ProviderError } from '../../../src/errors.ts';
import {
  insideSentence,
  ownersText,
  type SafeText,
  safeText,
  withoutArticle,
} from '../../../src/lib/safe-text.ts';
import { vendorWords } from '../../../src/lib/vendor-text.ts';
import type { GeneratedImage } from '../../../src/providers/types.ts';
import type { ResultDocument } from '../../../src/store/documents.ts';
import { failedDocument } from '../../helpers/job-documents.ts';

/** As a vendor sends it. */
const raw: string = 'a fox';

describe('safe text', () => {
  it('is put together from sentences of ours, numbers and what passed the door', () => {
    const name = safeText`The image server`;
    const words = vendorWords('busy\u0000', []) ?? safeText`nothing`;
    expect(safeText`${name} sent ${2} pictures of 16:9 and says ${words}\n`).toBe(
      'The image server sent 2 pictures of 16:9 and says busy\n',
    );
    expect([insideSentence(name), withoutArticle(name)]).toEqual(['the image server', 'image server']);
    expect(ownersText('My server')).toBe('My server');
  });

  it('never holds a text as a vendor sent it', () => {
    // @ts-expect-error A plain string may be a vendor's.
    const plain: SafeText = raw;
    // @ts-expect-error It cannot slip into a sentence either.
    const mixed = safeText`It says ${raw}`;
    expect([plain, mixed]).toEqual(['a fox', 'It says a fox']);
  });
});

describe('what a vendor does', () => {
  const account = { billed: 'no', retryable: false } as const;

  it('is told by errors in safe text alone', () => {
    // @ts-expect-error
    new ProviderError('INTERNAL', raw, account);
    // @ts-expect-error
    new ProviderError('INTERNAL', `It says ${raw}`, account);
    expect(new ProviderError('INTERNAL', safeText`It says nothing.`, account).message).toBe(
      'It says nothing.',
    );
  });

  it('is stored in safe text alone', () => {
    const bytes = new Uint8Array();
    // @ts-expect-error
    const warned: GeneratedImage = { bytes, warnings: [raw] };
    // @ts-expect-error
    const revised: GeneratedImage = { bytes, revisedPrompt: raw };
    // @ts-expect-error Not even in words of ours: a prompt passes a stricter door.
    const own: GeneratedImage = { bytes, revisedPrompt: safeText`a fox` };
    const failed = failedDocument('1-a');
    // @ts-expect-error
    const error: ResultDocument = { ...failed, error: { ...account, code: 'INTERNAL', message: raw } };
    // @ts-expect-error
    const warnings: ResultDocument = { ...failed, warnings: [raw] };
    expect([warned, revised, own, error, warnings]).toHaveLength(5);
  });
});
