import { describe, expect, it } from '@jest/globals';
import { settingNotSent } from '../../../../src/lib/warning.ts';
import { unsupportedWarnings } from '../../../../src/providers/shared/warnings.ts';

describe('unsupportedWarnings', () => {
  it('names each setting, and leaves the shape to whoever chooses the size', () => {
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
      (['seed', 'negativePrompt', 'steps', 'guidance', 'control'] as const).map(settingNotSent),
    );
  });

  it('names what was given and is not known, seed 0 included', () => {
    const options = { prompt: 'a fox', seed: 0, steps: 5, negativePrompt: 'blur', guidance: 0 };
    expect(unsupportedWarnings(options, ['steps', 'guidance'])).toEqual([
      settingNotSent('seed'),
      settingNotSent('negativePrompt'),
    ]);
  });
});
