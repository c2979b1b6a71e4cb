import { type GetStatus, withFreshAddresses } from './fresh-addresses.ts';
import { type PackedEverything, pack } from './packing.ts';
import { type DownloadedRun, saveBlob, slug } from './picture-file.ts';

/** Downloads a run as one zip; tells how many pictures could not be fetched. */
export async function downloadAll(
  run: DownloadedRun,
  address: string,
  getStatus: GetStatus,
): Promise<{ missing: number }> {
  const tiles = await withFreshAddresses(run.tiles, getStatus);
  const { file, missing } = await pack({ kind: 'zip', run: { ...run, tiles }, address });
  saveBlob(`${slug(run.prompt, 40)}-${run.createdAt.slice(0, 10)}.zip`, file);
  return { missing };
}

/** Draws all pictures of a run on one sheet and downloads it as PNG. */
export async function downloadContactSheet(
  run: DownloadedRun,
  locale: string,
  getStatus: GetStatus,
): Promise<void> {
  const tiles = await withFreshAddresses(run.tiles, getStatus);
  const { file } = await pack({ kind: 'sheet', run: { ...run, tiles }, locale });
  saveBlob(`${slug(run.prompt, 40)}-sheet.png`, file);
}

/** Downloads everything of somebody as one zip. @returns how many pictures could not be fetched */
export async function downloadEverything(everything: PackedEverything): Promise<number> {
  const { file, missing } = await pack({ kind: 'everything', everything });
  saveBlob(`pixel-prompt-${everything.exportedAt.slice(0, 10)}.zip`, file);
  return missing;
}
