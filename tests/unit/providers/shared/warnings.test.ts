import { describe, expect, it } from '@jest/globals';
import { notSupported, unsupportedWarnings } from '../../../../src/providers/shared/warnings.ts';

describe('unsupportedWarnings', () => {
  it('calls each setting what a person calls it, and leaves the shape to whoever chooses the size', () => {
    const options = {
      prompt: 'a fox',
      aspectRatio: '1:1',
      seed: 1,
      negativePrompt: 'blur',
      steps: 5,
      guidance: 1,
      control: 1,
    } as const;
    expect(unsupportedWarnings(options, [])).toEqual(
      ['seed', 'negative prompt', 'steps', 'guidance', 'control'].map(
        (name) => `${name} is not supported by this model and was not sent`,
      ),
    );
    expect(notSupported('aspectRatio')).toMatch(/^aspect ratio is not supported/);
  });

  it('names what was given and is not known, seed 0 included', () => {
    const options = { prompt: 'a fox', seed: 0, steps: 5, negativePrompt: 'blur', guidance: 0 };
    expect(unsupportedWarnings(options, ['steps', 'guidance'])).toEqual([
      'seed is not supported by this model and was not sent',
      'negative prompt is not supported by this model and was not sent',
    ]);
  });
});
