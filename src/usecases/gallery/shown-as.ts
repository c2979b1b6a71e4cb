import type { JobDocument } from '../../store/documents.ts';
import { totalsOf } from '../../store/pictures.ts';

/** What the gallery tells of a run, by its job. */
export const shownAs = (job: JobDocument) => ({
  ...totalsOf(job),
  prompt: job.prompt,
  parameters: job.parameters,
});
