import type { EditOperation, PictureOfRun } from '../../../../src/contract/index.ts';

/** Where a picture to work on comes from. */
export type Source = { file: File } | { picture: Required<PictureOfRun>; thumbnailUrl: string };

/** What is to be done with which pictures. */
export type Edit = {
  sources: readonly Source[];
  prompt?: string;
  operation?: EditOperation | undefined;
  /** The run whose change is changed again. */
  again?: string;
};
