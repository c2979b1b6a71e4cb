import { fetchPicture } from '../../lib/fetch-picture.ts';
import { factsOf, finishedResult } from './finished.ts';
import { type GetStatus, withFreshAddresses } from './fresh-addresses.ts';
import { type DownloadedTile, fileName, save, withFacts } from './picture-file.ts';

/** Downloads one picture under a descriptive name, with its prompt inside. */
export async function downloadPicture(shown: DownloadedTile, getStatus: GetStatus): Promise<void> {
  const [tile = shown] = await withFreshAddresses([shown], getStatus);
  const result = finishedResult(tile);
  if (!result) return;
  const bytes = await fetchPicture(result.imageUrl);
  save(
    fileName(tile.prompt, result),
    result.contentType,
    withFacts(bytes, result.contentType, factsOf(tile, result)),
  );
}
