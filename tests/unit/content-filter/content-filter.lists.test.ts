import { expect, it } from '@jest/globals';
import { OWN_ENGLISH, OWN_GERMAN } from '../../../frontend/src/features/lists/ready/own.ts';
import { PARTI } from '../../../frontend/src/features/lists/ready/parti.ts';
import { createContentFilter } from '../../../src/content-filter/content-filter.ts';

it('no prompt of the ready-made lists is refused', () => {
  const { isBlocked } = createContentFilter();
  const prompts = [...PARTI, ...OWN_ENGLISH, ...OWN_GERMAN];
  expect(prompts.length).toBeGreaterThan(100);
  expect(prompts.filter(([text]) => isBlocked(text))).toEqual([]);
});
