import type { ExportedRun, Result } from '../../../../src/contract/index.ts';
import { fetchPicture } from '../../lib/fetch-picture.ts';
import { oneAhead } from './ahead.ts';
import { createZip } from './create-zip.ts';
import type { Packed, PackedEverything } from './packing.ts';

/** Where a picture is to be had, and where it lies in the bucket, which names its file. */
type Wanted = { address: string; key: string };

function wantedOf(result: Result): Wanted[] {
  if (result.status === 'completed') {
    const { original, imageUrl, imageKey } = result;
    const own = original?.url === undefined ? [] : [{ address: original.url, key: original.key }];
    return [{ address: imageUrl, key: imageKey }, ...own];
  }
  if (result.status !== 'failed' || result.original?.url === undefined) return [];
  return [{ address: result.original.url, key: result.original.key }];
}

/** `images/{run}/{name}` becomes `pictures/{run}/{name}`: what was drawn in a run lies together. */
const nameOf = (key: string) => key.replace(/^images/, 'pictures');

const atAddress = ({ imageUrl }: { imageUrl: string }): Wanted => ({
  address: imageUrl,
  key: new URL(imageUrl).pathname.slice(1),
});

const inputsOf = ({ inputs = [], mask }: ExportedRun): Wanted[] =>
  [...inputs, ...(mask ? [mask] : [])].map(atAddress);

/** Builds the archive: every picture that is there, and a file that tells everything else, and which pictures are missing. */
export async function zipEverything(everything: PackedEverything): Promise<Packed> {
  const zip = createZip();
  const missing: string[] = [];
  const wanted = [
    ...everything.runs.flatMap((run) => [...inputsOf(run), ...run.results.flatMap(wantedOf)]),
    ...(everything.kept ?? []).map(atAddress),
  ];
  const fetched = wanted.map(({ address, key }) => async () => ({
    name: nameOf(key),
    bytes: await fetchPicture(address).catch(() => undefined),
  }));
  for await (const { name, bytes } of oneAhead(fetched)) {
    if (bytes === undefined) missing.push(name);
    else await zip.add(name, bytes);
  }
  const text = JSON.stringify({ made: 'Pixel Prompt', format: 1, ...everything, missing }, undefined, 2);
  await zip.add('everything.json', new TextEncoder().encode(`${text}\n`));
  return { file: zip.end(), missing: missing.length };
}
