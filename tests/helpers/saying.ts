import { expect } from '@jest/globals';

/** A warning with this sentence, whatever its code and values, which the test of `warning.ts` compares. */
export const saying = (sentence: string) => expect.objectContaining({ sentence });
