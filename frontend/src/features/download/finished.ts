import type { CompletedResult } from '../../../../src/contract/index.ts';
import type { PictureFacts } from './metadata/picture-facts.ts';
import type { DownloadedRun } from './picture-file.ts';

type Tile = DownloadedRun['tiles'][number];

/** The result of a tile that has its picture. */
export function finishedResult(tile: Tile): CompletedResult | undefined {
  return tile.state.kind === 'done' ? tile.state.result : undefined;
}

export function factsOf(tile: Tile, result: CompletedResult): PictureFacts {
  return {
    prompt: tile.prompt,
    model: tile.model,
    provider: tile.provider,
    parameters: JSON.stringify({ ...tile.parameters, sent: result.sent }),
    createdAt: result.completedAt,
  };
}
