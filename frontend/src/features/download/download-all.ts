import { Zip, ZipPassThrough } from 'fflate';
import { factsOf, finishedResult } from './finished.ts';
import {
  type DownloadedRun,
  type DownloadedTile,
  fetchPicture,
  fileName,
  saveBlob,
  slug,
  withFacts,
} from './picture-file.ts';

/** Lower-case hex, or null on plain http addresses, where browsers keep hashing away. */
async function sha256(bytes: Uint8Array): Promise<string | null> {
  if (!crypto.subtle) return null;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes.slice()));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

type Files = Record<string, Uint8Array>;

/** Stores files in a zip without compressing them: pictures are compressed already. Lets the page live in between. */
async function store(files: Files): Promise<Blob> {
  const chunks: BlobPart[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk.slice());
  });
  for (const [name, bytes] of Object.entries(files)) {
    const entry = new ZipPassThrough(name);
    zip.add(entry);
    entry.push(bytes, true);
    await new Promise((resolve) => setTimeout(resolve));
  }
  zip.end();
  return new Blob(chunks, { type: 'application/zip' });
}

async function packTile(tile: DownloadedTile, files: Files) {
  const about = {
    model: tile.model,
    modelId: tile.modelId,
    index: tile.index,
    provider: tile.provider,
    jobId: tile.jobId,
    prompt: tile.prompt,
    parameters: tile.parameters,
  };
  const result = finishedResult(tile);
  if (!result) {
    const error = tile.state.kind === 'failed' ? tile.state.result.error : null;
    return { ...about, status: tile.state.kind, error };
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
    files[file] = bytes;
    return {
      ...known,
      file,
      bytes: bytes.length,
      sha256: await sha256(bytes),
      originalSha256: await sha256(original),
    };
  } catch {
    return { ...known, file: null, missing: true };
  }
}

/** Builds the archive: every picture that is there, and a manifest that tells of all of them. */
export async function packRun(run: DownloadedRun, address: string) {
  const files: Files = {};
  const pictures = await Promise.all(run.tiles.map((tile) => packTile(tile, files)));
  const manifest = {
    made: 'Pixel Prompt',
    format: 1,
    address,
    prompt: run.prompt,
    createdAt: run.createdAt,
    packedAt: new Date().toISOString(),
    pictures,
  };
  files['manifest.json'] = new TextEncoder().encode(`${JSON.stringify(manifest, undefined, 2)}\n`);
  const zip = await store(files);
  return { zip, missing: pictures.filter((picture) => 'missing' in picture).length };
}

/** Downloads a run as one zip; tells how many pictures could not be fetched. */
export async function downloadAll(run: DownloadedRun, address: string): Promise<{ missing: number }> {
  const { zip, missing } = await packRun(run, address);
  saveBlob(`${slug(run.prompt, 40)}-${run.createdAt.slice(0, 10)}.zip`, zip);
  return { missing };
}
