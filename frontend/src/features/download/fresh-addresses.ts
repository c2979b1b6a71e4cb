import type { StatusResponse } from '../../../../src/contract/index.ts';
import type { DownloadedTile } from './picture-file.ts';

export type GetStatus = (jobId: string) => Promise<StatusResponse>;

/** Fetching all pictures of a run takes a while. */
const LEAST_MS = 60_000;

const plain = (address: string) => address.split('?')[0] ?? '';

/** Where addresses do not end, never. */
function endOf(address: string): number {
  const [, seconds] = /\?e=(\d+)/.exec(address) ?? [];
  return seconds === undefined ? Number.POSITIVE_INFINITY : Number(seconds) * 1000;
}

function addressOf({ state }: Pick<DownloadedTile, 'state'>): string | undefined {
  if (state.kind === 'done') return state.result.imageUrl;
  return state.kind === 'failed' ? state.result.original?.url : undefined;
}

function withAddress(tile: DownloadedTile, address: string): DownloadedTile {
  const { state } = tile;
  if (state.kind === 'done')
    return { ...tile, state: { ...state, result: { ...state.result, imageUrl: address } } };
  if (state.kind !== 'failed' || state.result.original === undefined) return tile;
  const original = { ...state.result.original, url: address };
  return { ...tile, state: { ...state, result: { ...state.result, original } } };
}

/** The addresses in an answer, by what stays the same of them. */
const addressesIn = ({ results }: StatusResponse): [string, string][] =>
  results
    .flatMap((result) => {
      if (result.status === 'completed') return result.imageUrl;
      return result.status === 'failed' ? (result.original?.url ?? []) : [];
    })
    .map((address) => [plain(address), address]);

/**
 * Tiles whose pictures can be fetched: in closed installations addresses end, and a page that was asleep for a night has none
 * that are good. What cannot be asked for stays as it is, and will be missing.
 */
export async function withFreshAddresses(
  tiles: readonly DownloadedTile[],
  getStatus: GetStatus,
  now = Date.now(),
): Promise<readonly DownloadedTile[]> {
  const ends = tiles.map((tile) => endOf(addressOf(tile) ?? ''));
  if (Math.min(...ends) > now + LEAST_MS) return tiles;
  const runs = new Set(tiles.map(({ jobId }) => jobId));
  const answers = await Promise.allSettled([...runs].map((jobId) => getStatus(jobId)));
  const fresh = new Map(
    answers.flatMap((answer) => (answer.status === 'fulfilled' ? addressesIn(answer.value) : [])),
  );
  return tiles.map((tile) => {
    const address = fresh.get(plain(addressOf(tile) ?? ''));
    return address === undefined ? tile : withAddress(tile, address);
  });
}
