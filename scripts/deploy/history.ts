import { readJson, s3, writeJson } from './s3.ts';

/** How many releases stay within reach of --rollback. */
const KEPT = 10;

/**
 * Which releases went live, oldest first. Written before a release goes live, so the last one may be unfinished.
 * Kept as two objects that CloudFront cannot read: `releases/history.json`, the names, and `releases/unfinished.json`,
 * which exists while the last one is on its way.
 */
export interface History {
  releases: readonly string[];
  /** Of the last release: on its way by a deployment or by a rollback, or live. */
  last: 'deploying' | 'rolling back' | 'live';
}

const place = (bucket: string, name: string) => `s3://${bucket}/releases/${name}.json`;

/** @throws DeployError */
export async function readHistory(bucket: string, region: string): Promise<History> {
  const releases = await readJson(place(bucket, 'history'), region);
  const names = Array.isArray(releases) ? releases.map(String) : [];
  const unfinished = (await readJson(place(bucket, 'unfinished'), region)) as
    | { release: string; by: 'deploying' | 'rolling back' }
    | undefined;
  // Earlier versions do not record unfinished releases: what they have added is live.
  const isCurrent = unfinished !== undefined && unfinished.release === names.at(-1);
  return { releases: names, last: isCurrent ? unfinished.by : 'live' };
}

/** @throws DeployError */
export async function writeHistory(
  bucket: string,
  { releases, last }: History,
  region: string,
): Promise<void> {
  const kept = releases.slice(-KEPT);
  if (last !== 'live')
    await writeJson(place(bucket, 'unfinished'), { release: kept.at(-1), by: last }, region);
  await writeJson(place(bucket, 'history'), kept, region);
  if (last === 'live') await s3(['rm', place(bucket, 'unfinished')], region);
}

/** What comes before a new release: an unfinished deployment is forgotten. */
export function beforeNext({ releases, last }: History): readonly string[] {
  return last === 'deploying' ? releases.slice(0, -1) : releases;
}

/**
 * Where a rollback goes: to the release before what is live, and after a failure to what was live before it.
 * @param isAsRecorded whether the stack runs the template of the last release; if not, something else was deployed over it
 * @returns the history that ends with the target, or `undefined` when there is none
 */
export function targetOf({ releases, last }: History, isAsRecorded: boolean): readonly string[] | undefined {
  const undoesLast = last === 'deploying' || (last === 'live' && isAsRecorded);
  const remaining = undoesLast ? releases.slice(0, -1) : releases;
  return remaining.length === 0 ? undefined : remaining;
}
