import type { CompletedResult } from '../../../../src/contract/index.ts';

/** A picture in its place; blind, its name is a letter. */
export type Candidate = { picture: CompletedResult; letter: string; name: string };
