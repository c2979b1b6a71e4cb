import { factsOf, finishedResult } from './finished.ts';
import { type DownloadedRun, fetchPicture, fileName, save, withFacts } from './picture-file.ts';

/** Downloads one picture under a name that says what it is, with its prompt inside. */
export async function downloadPicture(run: DownloadedRun, modelId: string): Promise<void> {
  const tile = run.tiles.find((each) => each.modelId === modelId);
  const result = tile && finishedResult(tile);
  if (!tile || !result) return;
  const bytes = await fetchPicture(result.imageUrl);
  save(
    fileName(tile.prompt, result),
    result.contentType,
    withFacts(bytes, result.contentType, factsOf(tile, result)),
  );
}
