import type { CompletedResult } from '../../../../src/contract/index.ts';
import type { PictureFacts } from './metadata/picture-facts.ts';
import type { DownloadedTile } from './picture-file.ts';

/** The result of a tile that has its picture. */
export function finishedResult(tile: DownloadedTile): CompletedResult | undefined {
  return tile.state.kind === 'done' ? tile.state.result : undefined;
}

export function factsOf(tile: DownloadedTile, result: CompletedResult): PictureFacts {
  return {
    prompt: tile.prompt,
    model: result.model,
    provider: tile.provider,
    parameters: JSON.stringify({ ...tile.parameters, sent: result.sent }),
    createdAt: result.completedAt,
    ...(tile.edit && { edit: JSON.stringify(editFacts(tile.edit)) }),
  };
}

/** The step that led to a picture: what was done, to which pictures by their hash, going on from which one. */
export function editFacts({ operation, parent, inputs, mask, expand }: NonNullable<DownloadedTile['edit']>) {
  return {
    operation,
    ...(parent && { parent }),
    references: inputs.map(({ sha256 }) => `sha256:${sha256}`),
    ...(mask && { mask: `sha256:${mask.sha256}` }),
    ...(expand && { expand }),
  };
}
