import { describe, expect, it } from '@jest/globals';
import { detailOf, fieldOf } from '../../../src/http/invalid-input.ts';

const fault = (keyword: string, params: Record<string, unknown>, instancePath = '/seed') => ({
  instancePath,
  keyword,
  params,
});

describe('detailOf', () => {
  it.each([
    ['required', { missingProperty: 'prompt' }, '', 'prompt is missing.'],
    ['additionalProperties', { additionalProperty: 'colour' }, '', 'colour is not a known field.'],
    ['type', { type: 'integer' }, '/seed', 'seed must be a whole number.'],
    ['type', { type: 'number' }, '/seed', 'seed must be a number.'],
    ['type', { type: 'string' }, '/seed', 'seed must be a text.'],
    ['type', { type: 'array' }, '/models', 'models must be a list.'],
    ['type', { type: 'object' }, '', 'body must be a JSON object.'],
    ['type', { type: 'boolean' }, '/seed', 'seed must be boolean.'],
    ['enum', { allowedValues: ['a', 'b', 'c'] }, '/seed', 'seed must be a, b or c.'],
    ['minimum', { limit: 1 }, '/seed', 'seed must be at least 1.'],
    ['maximum', { limit: 9 }, '/seed', 'seed must be at most 9.'],
    ['minLength', { limit: 1 }, '/seed', 'seed must not be empty.'],
    ['minLength', { limit: 3 }, '/seed', 'seed must have at least 3 characters.'],
    ['maxLength', { limit: 9 }, '/seed', 'seed must have at most 9 characters.'],
    ['minItems', { limit: 1 }, '/models', 'models must not be empty.'],
    ['maxItems', { limit: 20 }, '/models', 'models must have at most 20 items.'],
    ['uniqueItems', {}, '/models', 'models must not contain duplicates.'],
  ])('puts %s %j into words', (keyword, params, path, message) => {
    expect(detailOf(fault(keyword, params, path)).message).toBe(message);
  });

  it('explains a pattern by what it keeps out', () => {
    expect(detailOf(fault('pattern', {}, '/prompt')).message).toContain('control characters');
  });
});

describe('fieldOf', () => {
  it('names the place as people write it', () => {
    expect(fieldOf(fault('type', {}, ''))).toBe('body');
    expect(fieldOf(fault('type', {}, '/models/3'))).toBe('models[3]');
    expect(fieldOf(fault('type', {}, '/3/models'))).toBe('3.models');
    expect(fieldOf(fault('type', {}, '/a/b~1c/d~0e'))).toBe('a.b/c.d~e');
    expect(fieldOf(fault('type', {}, '/a~1b~1c/~0~0'))).toBe('a/b/c.~~');
    expect(fieldOf(fault('type', {}, '/models/3x/x3'))).toBe('models.3x.x3');
    expect(fieldOf(fault('required', { missingProperty: 'name' }, '/models/3'))).toBe('models[3].name');
  });

  it('truncates long names', () => {
    expect(fieldOf(fault('additionalProperties', { additionalProperty: 'x'.repeat(999) }, ''))).toHaveLength(
      60,
    );
  });
});
