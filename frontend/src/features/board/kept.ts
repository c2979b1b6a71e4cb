import type { BoardResponse } from '../../../../src/contract/index.ts';
import { namesOf } from './names.ts';

/** A small copy of a picture whose run has expired. */
export interface KeptPicture {
  address: string;
  model: string;
}

/** What is kept of the pictures of one prompt. */
export interface KeptPrompt {
  /** In a list its place, from 1. */
  number: string;
  category?: string;
  pictures: readonly KeptPicture[];
}

/** Kept pictures by prompt, in the order of models; of one category, unless that is ''. */
export function keptPromptsOf(
  { pictures = [], prompts, models }: BoardResponse,
  category: string,
): KeptPrompt[] {
  const nameOf = namesOf(models);
  return prompts
    .map((prompt, place) => ({ ...prompt, own: pictures.filter((picture) => picture.prompt === place) }))
    .filter((prompt) => prompt.own.length > 0 && (category === '' || prompt.category === category))
    .sort((one, other) => (one.cell ?? 0) - (other.cell ?? 0))
    .map(({ id, cell, category: own, own: found }) => ({
      number: cell === undefined ? id : String(cell + 1),
      ...(own !== undefined && { category: own }),
      pictures: found
        .toSorted((one, other) => one.model - other.model || one.index - other.index)
        .map(({ model, imageUrl }) => ({ address: imageUrl, model: nameOf(models[model]?.id ?? '') })),
    }));
}
