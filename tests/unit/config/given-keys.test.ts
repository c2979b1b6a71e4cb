import { describe, expect, it } from '@jest/globals';
import { checkConfiguration } from '../../../src/config/check.ts';
import { isKeyGiven } from '../../../src/config/given-keys.ts';

const check = (parameters: object) =>
  checkConfiguration(
    {
      ModelCount: 1,
      Model1Name: 'Flux Dev',
      Model1Key: 'bfl-0123456789',
      PromptModelIndex: 0,
      ...parameters,
    },
    Date.parse('2026-11-20T12:00:00Z'),
  );

describe('the key of a slot', () => {
  it('is none where it is empty or "N/A"', () => {
    expect(['', 'N/A', ' N/A ', undefined].map(isKeyGiven)).toEqual([false, false, false, false]);
    expect(isKeyGiven('sk-1')).toBe(true);
  });

  it.each([
    'sk-your-openai-key',
    'your-google-ai-key',
    'YOUR_API_KEY',
    '<key>',
    '...',
    'sk-...',
    'sk-proj-...AbCd',
    'changeme',
    'sk-xxxxxxxxxxxxxxxx',
    'insert-key-here',
    'my-api-key',
    '********',
  ])('is missing where the placeholder %s stands', (Model1Key) => {
    expect(check({ Model1Key }).faults).toEqual([expect.stringMatching(/^Model1Key is still a placeholder/)]);
  });

  it.each(['bfl-0123456789', 'sk-proj-xxAbCdxx0123', 'AIzaSyD-here0123', 'id:secret', 'todo-0123456789'])(
    'may look like %s',
    (Model1Key) => expect(check({ Model1Key }).faults).toEqual([]),
  );

  it.each(['"bfl-0123456789"', "'bfl-0123456789'", 'Bearer bfl-0123456789', 'Key id:secret'])(
    'is nothing but the key: %s',
    (Model1Key) =>
      expect(check({ Model1Key }).faults).toEqual([expect.stringMatching(/^Model1Key has more/)]),
  );

  it('is said to be a placeholder among the keys of whole vendors, too, and never quoted', () => {
    const { faults } = check({ Model1Key: '', VendorKeys: 'Black Forest Labs=your-bfl-key' });
    expect(faults).toEqual(['VendorKeys: the key of blackforestlabs is still a placeholder.']);
    expect(check({ Model1Key: '', VendorKeys: 'Black Forest Labs="bfl-0123456789"' }).faults).toEqual([
      'VendorKeys: leave out the quotation marks around the key of blackforestlabs.',
    ]);
  });
});
