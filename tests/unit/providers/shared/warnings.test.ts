import { describe, expect, it } from '@jest/globals';
import { unsupportedWarnings } from '../../../../src/providers/shared/warnings.ts';

describe('unsupportedWarnings', () => {
  it('names what was given and is not known, seed 0 included', () => {
    const options = { prompt: 'a fox', seed: 0, steps: 5, negativePrompt: 'blur', guidance: 0 };
    expect(unsupportedWarnings(options, ['steps', 'guidance'])).toEqual([
      'seed is not supported by this model and was not sent',
      'negative prompt is not supported by this model and was not sent',
    ]);
  });
});
