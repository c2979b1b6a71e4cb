import { describe, expect, it } from '@jest/globals';
import { checkModels } from '../../../local/check-models.ts';
import type { ValueMap } from '../../../local/template/value.ts';

const source = (values: ValueMap) => ({
  name: 'p.json',
  values,
  place: (name: string) => (name in values ? `p.json:${Object.keys(values).indexOf(name) + 2}` : 'p.json'),
});

describe('checkModels', () => {
  it('checks the models that are named where ModelCount itself is wrong', () => {
    const given = { ModelCount: 25, Model1Name: 'Demo Arora', Model2Name: 'Flux Dev', PromptModelIndex: 0 };
    const { ModelCount, ...sound } = given;
    expect(ModelCount).toBe(25);
    expect(checkModels(sound, source(given)).faults).toEqual([
      expect.stringMatching(/^p\.json:3: Model1Name “Demo Arora” is not a known model/),
      expect.stringMatching(/^p\.json:4: Model2Key is missing/),
    ]);
  });

  it('does not report a faulty parameter twice', () => {
    const given = { ModelCount: 1, Model1Name: { a: 1 }, PromptModelIndex: 0 };
    expect(checkModels({ ModelCount: '1', PromptModelIndex: '0' }, source(given)).faults).toEqual([]);
  });

  it('looks at keys as they were written, not as the secret holds them', () => {
    const named = { ModelCount: 1, Model1Name: 'Flux Dev', PromptModelIndex: 0 };
    const faultsOf = (key: string) =>
      checkModels(
        { ...named, Model1Key: JSON.stringify(key).slice(1, -1) },
        source({ ...named, Model1Key: key }),
      ).faults;
    expect(faultsOf('a"b\\c')).toEqual([]);
    expect(faultsOf('first\nsecond')).toEqual([
      'p.json:5: Model1Key has a line break or a letter that no key can have; copy it again from Black Forest Labs.',
    ]);
  });
});
