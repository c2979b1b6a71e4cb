import { MOST_PER_MODEL } from '../../../../src/contract/constants.ts';
import type { AspectRatio, Parameters } from '../../../../src/contract/index.ts';
import { asObject } from '../../lib/store.ts';

/** The shapes that can be asked for, in the order in which they are shown. */
export const SHAPES = ['1:1', '4:3', '3:2', '16:9', '3:4', '2:3', '9:16'] as const satisfies AspectRatio[];

/** How many pictures of each model can be asked for. */
export const COUNTS: readonly number[] = Array.from({ length: MOST_PER_MODEL }, (_, place) => place + 1);

/** What the composer holds. Numbers are kept as typed. */
export type Draft = {
  prompt: string;
  /** Ids of the styles whose words are added to the prompt. */
  styles: string[];
  aspectRatio: AspectRatio;
  seed: string;
  /** Whether the seed was rolled and changes after each run; a typed one stays. */
  seedRolls: boolean;
  negativePrompt: string;
  steps: string;
  guidance: string;
  control: string;
  /** Whether only settings are sent that every chosen model supports. */
  sharedOnly: boolean;
  /** Pictures of each model. */
  count: number;
  /** Chosen model ids; null is all of them. */
  models: string[] | null;
};

const text = (value: unknown) => (typeof value === 'string' ? value : '');
const texts = (value: unknown) =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];

export function parseDraft(stored: unknown): Draft {
  const draft = asObject(stored);
  return {
    prompt: text(draft.prompt),
    styles: texts(draft.styles),
    aspectRatio: SHAPES.find((shape) => shape === draft.aspectRatio) ?? '1:1',
    seed: text(draft.seed),
    seedRolls: draft.seedRolls === true,
    negativePrompt: text(draft.negativePrompt),
    steps: text(draft.steps),
    guidance: text(draft.guidance),
    control: text(draft.control),
    sharedOnly: draft.sharedOnly === true,
    count: COUNTS.find((count) => count === draft.count) ?? 1,
    models: Array.isArray(draft.models) ? texts(draft.models) : null,
  };
}

/** The draft that draws a run again: its prompt, settings and models. */
export function draftOfRun(run: {
  prompt: string;
  parameters: Parameters;
  models: string[];
  count?: number;
}): Draft {
  const number = (value: number | undefined) => (value === undefined ? '' : String(value));
  const { parameters } = run;
  return {
    ...parseDraft(undefined),
    prompt: run.prompt,
    aspectRatio: parameters.aspectRatio ?? '1:1',
    seed: number(parameters.seed),
    negativePrompt: parameters.negativePrompt ?? '',
    steps: number(parameters.steps),
    guidance: number(parameters.guidance),
    control: number(parameters.control),
    count: run.count ?? 1,
    models: run.models,
  };
}
