import { describe, expect, it } from '@jest/globals';
import { chosenSize, unsupportedWarnings } from '../../../../src/providers/shared/warnings.ts';

describe('chosenSize', () => {
  const sizes = { '1:1': '1024x1024', '16:9': '1344x768', '4:3': '5:4' };

  it('is square where no shape was asked for, so that the known price holds', () => {
    expect(chosenSize({ sizes }, undefined)).toEqual({ size: '1024x1024', warnings: [] });
  });

  it('takes what the catalog says for the shape, rounding included', () => {
    expect(chosenSize({ sizes }, '16:9')).toEqual({ size: '1344x768', warnings: [] });
  });

  it('says so where the catalog has only another shape for it', () => {
    expect(chosenSize({ sizes }, '4:3').warnings).toEqual([
      'aspect ratio 4:3 is not supported by this model; 5:4 is the nearest and was sent',
    ]);
  });

  it('looks for the nearest where the catalog has nothing for it', () => {
    expect(chosenSize({ sizes }, '3:2').size).toBe('1344x768');
    expect(chosenSize({ sizes }, '9:16').size).toBe('1024x1024');
    expect(chosenSize({ sizes: { '1:1': '512x512', '2:3': '512x768' } }, '9:16').size).toBe('512x768');
  });

  it('sends nothing where no size is known at all', () => {
    expect(chosenSize({ sizes: {} }, undefined)).toEqual({ size: undefined, warnings: [] });
    expect(chosenSize({ sizes: {} }, '3:2').warnings).toEqual([
      'aspect ratio is not supported by this model and was not sent',
    ]);
  });
});

describe('unsupportedWarnings', () => {
  it('names what was given and is not known, seed 0 included', () => {
    const options = { prompt: 'a fox', seed: 0, steps: 5, negativePrompt: 'blur', guidance: 0 };
    expect(unsupportedWarnings(options, ['steps', 'guidance'])).toEqual([
      'seed is not supported by this model and was not sent',
      'negative prompt is not supported by this model and was not sent',
    ]);
  });
});
