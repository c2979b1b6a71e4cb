import { factsOf, finishedResult } from './finished.ts';
import { type DownloadedTile, fetchPicture, fileName, save, withFacts } from './picture-file.ts';

/** Downloads one picture under a descriptive name, with its prompt inside. */
export async function downloadPicture(tile: DownloadedTile): Promise<void> {
  const result = finishedResult(tile);
  if (!result) return;
  const bytes = await fetchPicture(result.imageUrl);
  save(
    fileName(tile.prompt, result),
    result.contentType,
    withFacts(bytes, result.contentType, factsOf(tile, result)),
  );
}
