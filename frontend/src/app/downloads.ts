import { createLoader } from '../lib/loader.ts';

/** What makes files of pictures and of whole runs. */
export const downloads = createLoader(() => import('../features/download/downloads.ts'));
