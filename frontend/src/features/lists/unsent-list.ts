import type { AspectRatio } from '../../../../src/contract/index.ts';
import { asObject } from '../../lib/store.ts';
import { unsentAt } from '../../lib/unsent.ts';
import { ASPECT_RATIOS } from './plan.ts';

/** Where the form for a new list is kept until it is sent. */
export const FORM_PLACE = 'list';

/** What the form for a new list holds, as it was typed and chosen. */
export type ListForm = {
  name: string;
  text: string;
  /** Prompts in whose place a file or a ready-made list was taken. */
  replaced?: string | undefined;
  /** Ids of models that shall not draw. */
  left: string[];
  count: number;
  shape: AspectRatio | '';
  blind: boolean;
  hasJudges: boolean;
  seed: string;
  budget: string;
};

/** The form as it was left, or a new one. */
export function unsentForm(): ListForm {
  const { name, text, replaced, left, count, shape, blind, hasJudges, seed, budget } = asObject(
    unsentAt(FORM_PLACE),
  );
  const words = (value: unknown) => (typeof value === 'string' ? value : '');
  return {
    name: words(name),
    text: words(text),
    ...(typeof replaced === 'string' && { replaced }),
    left: Array.isArray(left) ? left.map(String) : [],
    count: Number(count) || 1,
    shape: ASPECT_RATIOS.find((each) => each === shape) ?? '',
    blind: blind !== false,
    hasJudges: hasJudges === true,
    seed: words(seed),
    budget: words(budget),
  };
}
