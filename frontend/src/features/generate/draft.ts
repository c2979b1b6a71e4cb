import type { AspectRatio, Parameters } from '../../../../src/contract/index.ts';
import { asObject, createStore } from '../../lib/store.ts';

/** The shapes that can be asked for, in the order in which they are shown. */
export const SHAPES = ['1:1', '4:3', '3:2', '16:9', '3:4', '2:3', '9:16'] as const satisfies AspectRatio[];

/** What stands in the box: kept on this device, so that nothing typed is ever lost. Numbers are kept as typed. */
export type Draft = {
  prompt: string;
  aspectRatio: AspectRatio;
  seed: string;
  seedLocked: boolean;
  negativePrompt: string;
  steps: string;
  guidance: string;
  control: string;
  commonOnly: boolean;
  /** Chosen model ids; null is all of them. */
  models: string[] | null;
};

const text = (value: unknown) => (typeof value === 'string' ? value : '');

export function parseDraft(stored: unknown): Draft {
  const draft = asObject(stored);
  return {
    prompt: text(draft.prompt),
    aspectRatio: SHAPES.find((shape) => shape === draft.aspectRatio) ?? '1:1',
    seed: text(draft.seed),
    seedLocked: draft.seedLocked === true,
    negativePrompt: text(draft.negativePrompt),
    steps: text(draft.steps),
    guidance: text(draft.guidance),
    control: text(draft.control),
    commonOnly: draft.commonOnly === true,
    models: Array.isArray(draft.models) ? draft.models.filter((id) => typeof id === 'string') : null,
  };
}

export const draftStore = createStore('draft', parseDraft);

export function changeDraft(change: Partial<Draft>): void {
  draftStore.set((draft) => ({ ...draft, ...change }));
}

/** Puts prompt and settings of a run into the box; the chosen models change only where they are given. */
export function draftFromRun(prompt: string, parameters: Parameters, models?: string[]): void {
  const number = (value: number | undefined) => (value === undefined ? '' : String(value));
  changeDraft({
    prompt,
    aspectRatio: parameters.aspectRatio ?? '1:1',
    seed: number(parameters.seed),
    seedLocked: parameters.seed !== undefined,
    negativePrompt: parameters.negativePrompt ?? '',
    steps: number(parameters.steps),
    guidance: number(parameters.guidance),
    control: number(parameters.control),
    ...(models ? { models } : {}),
  });
}
