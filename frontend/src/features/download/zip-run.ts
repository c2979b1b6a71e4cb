import type { FailedResult } from '../../../../src/contract/index.ts';
import { fetchPicture } from '../../lib/fetch-picture.ts';
import { oneAhead } from './ahead.ts';
import { createZip } from './create-zip.ts';
import { editFacts, factsOf, finishedResult } from './finished.ts';
import type { Packed } from './packing.ts';
import {
  type DownloadedRun,
  type DownloadedTile,
  fileName,
  originalName,
  withFacts,
} from './picture-file.ts';

/** Lower-case hex, or null on plain http addresses, where browsers keep hashing away. */
async function sha256(bytes: Uint8Array): Promise<string | null> {
  if (!crypto.subtle) return null;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as BufferSource));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What the manifest says of a tile, and its picture if it has one that can be fetched. */
async function packTile(tile: DownloadedTile) {
  const about = {
    model: tile.model,
    modelId: tile.modelId,
    index: tile.index,
    provider: tile.provider,
    jobId: tile.jobId,
    prompt: tile.prompt,
    parameters: tile.parameters,
    ...(tile.edit && { edit: editFacts(tile.edit) }),
  };
  const result = finishedResult(tile);
  if (!result) {
    if (tile.state.kind !== 'failed') return { entry: { ...about, status: tile.state.kind, error: null } };
    return packFile(
      tile.prompt,
      { ...about, status: 'failed', error: tile.state.result.error },
      tile.state.result,
    );
  }
  const known = {
    ...about,
    status: 'done',
    width: result.width,
    height: result.height,
    contentType: result.contentType,
    startedAt: result.startedAt,
    completedAt: result.completedAt,
    durationMs: result.durationMs,
    costUsd: result.costUsd ?? null,
    sent: result.sent,
    revisedPrompt: result.revisedPrompt ?? null,
    warnings: result.warnings,
    source: result.imageUrl,
  };
  try {
    const original = await fetchPicture(result.imageUrl);
    const bytes = withFacts(original, result.contentType, factsOf(tile, result));
    const file = fileName(tile.prompt, result);
    const originalSum = await sha256(original);
    const sum = await sha256(bytes);
    return {
      entry: { ...known, file, bytes: bytes.length, sha256: sum, originalSha256: originalSum },
      picture: { file, bytes },
    };
  } catch {
    return { entry: { ...known, file: null, missing: true } };
  }
}

/** What came instead of a picture that can be shown, as it is. */
async function packFile(prompt: string, about: object, failure: FailedResult) {
  const { original } = failure;
  if (original?.url === undefined) return { entry: about };
  const { key, contentType, url } = original;
  const known = { ...about, contentType, source: url };
  try {
    const bytes = await fetchPicture(url);
    const file = originalName(prompt, failure, key);
    const sum = await sha256(bytes);
    return {
      entry: { ...known, file, bytes: bytes.length, sha256: sum, originalSha256: sum },
      picture: { file, bytes },
    };
  } catch {
    return { entry: { ...known, file: null, missing: true } };
  }
}

/** Builds the archive: every picture that is there, and a manifest that tells of all of them. */
export async function zipRun(run: DownloadedRun, address: string): Promise<Packed> {
  const zip = createZip();
  const pictures: object[] = [];
  for await (const { entry, picture } of oneAhead(run.tiles.map((tile) => () => packTile(tile)))) {
    pictures.push(entry);
    if (picture !== undefined) await zip.add(picture.file, picture.bytes);
  }
  const manifest = {
    made: 'Pixel Prompt',
    format: 1,
    address,
    prompt: run.prompt,
    createdAt: run.createdAt,
    packedAt: new Date().toISOString(),
    pictures,
  };
  await zip.add('manifest.json', new TextEncoder().encode(`${JSON.stringify(manifest, undefined, 2)}\n`));
  return { file: zip.end(), missing: pictures.filter((entry) => 'missing' in entry).length };
}
