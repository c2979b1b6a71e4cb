import { createDiskStore } from '../../local/s3/disk-store.ts';
import { takeStateFolder } from '../../local/state-folder.ts';
import type { ClaimDocument, JobDocument, ResultDocument } from '../../src/store/documents.ts';

/** Everything that the stopped stack left in its bucket. */
export interface Records {
  jobs: JobDocument[];
  /** As `{jobId} {modelId}`. */
  claims: Map<string, ClaimDocument>;
  results: Map<string, ResultDocument>;
  /** Pictures that arrived after their attempts were closed. */
  late: Map<string, ResultDocument>;
  /** Adoptions of pictures that were begun. */
  adoptions: number;
  /** Runs that have ended, and markers of runs that have not. */
  ended: Set<string>;
  open: Set<string>;
  /** Pictures by key. */
  images: Map<string, Buffer>;
  /** Jobs in the gallery. */
  gallery: Set<string>;
}

export async function readStore(folder: string): Promise<Records> {
  const state = takeStateFolder(folder);
  const store = createDiskStore(state.database, state.objects);
  const records: Records = {
    jobs: [],
    claims: new Map(),
    results: new Map(),
    late: new Map(),
    adoptions: 0,
    ended: new Set(),
    open: new Set(),
    images: new Map(),
    gallery: new Set(),
  };
  for (const bucket of store.buckets()) {
    for (let at = 0; at < bucket.keys.size(); at += 1) {
      const key = bucket.keys.at(at) ?? '';
      const found = await bucket.read(key);
      if (found !== undefined) file(records, key, found.data);
    }
  }
  state.release();
  return records;
}

function file(records: Records, key: string, data: Buffer): void {
  const [, jobId, name, kind] =
    /^jobs\/([^/]+)\/(.+?)(?:\.(claim|result|late|adoption-\d))?\.json$/.exec(key) ?? [];
  if (key.startsWith('images/')) records.images.set(key, data);
  else if (key.startsWith('gallery/')) records.gallery.add(JSON.parse(String(data)).id);
  else if (kind === 'claim') records.claims.set(`${jobId} ${name}`, JSON.parse(String(data)));
  else if (kind === 'result') records.results.set(`${jobId} ${name}`, JSON.parse(String(data)));
  else if (kind === 'late') records.late.set(`${jobId} ${name}`, JSON.parse(String(data)));
  else if (kind?.startsWith('adoption')) records.adoptions += 1;
  else if (key.startsWith('open/')) records.open.add(key);
  else if (name === 'ended') records.ended.add(jobId ?? '');
  else if (name === 'job') records.jobs.push(JSON.parse(String(data)));
}
