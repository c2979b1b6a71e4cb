import { describe, expect, it } from '@jest/globals';
import type { Result } from '../../../../src/contract/index.ts';
import { completed, failed, JOB, job, RETRY } from '../../testing/fake-api.ts';
import { withFreshAddresses } from './fresh-addresses.ts';
import type { DownloadedTile } from './picture-file.ts';

const NOW = Date.parse('2026-11-26T12:00:00.000Z');
const seconds = (after: number) => NOW / 1000 + after;
const signed = (name: string, end: number) => `http://localhost/images/${JOB}/${name}?e=${end}&s=${end}`;

function tile(modelId: string, state: DownloadedTile['state'], jobId = JOB): DownloadedTile {
  return {
    modelId,
    index: 0,
    model: modelId,
    provider: 'Vendor',
    prompt: 'a red fox',
    jobId,
    parameters: {},
    state,
  };
}
const done = (modelId: string, imageUrl: string, jobId?: string) =>
  tile(modelId, { kind: 'done', result: completed(modelId, { imageUrl }) }, jobId);
function unshown(modelId: string, url: string) {
  const original = {
    key: `images/${JOB}/${modelId}.heic`,
    contentType: 'image/heic',
    bytes: 2,
    url,
  } as const;
  return { ...failed(modelId, 'INVALID_IMAGE', { billed: 'yes' }), original };
}

/** What the tiles become, if the runs have these results by now. */
async function renewed(tiles: DownloadedTile[], results: Record<string, Result[]> = {}) {
  const asked: string[] = [];
  const found = await withFreshAddresses(
    tiles,
    async (jobId) => {
      asked.push(jobId);
      const answer = results[jobId];
      if (answer === undefined) throw new Error('The run does not answer.');
      return job(answer, { jobId });
    },
    NOW,
  );
  const addresses = found.map(({ state }) => {
    if (state.kind === 'done') return state.result.imageUrl;
    return state.kind === 'failed' ? state.result.original?.url : undefined;
  });
  return { asked, addresses };
}

describe('addresses of pictures that are to be saved', () => {
  it('are taken as they are while they are good for long enough, or do not end', async () => {
    const good = signed('1-one.png', seconds(61));
    const { asked, addresses } = await renewed([
      done('1-one', good),
      done('2-two', 'http://localhost/images/2-two.png'),
      tile('3-three', { kind: 'queued' }),
    ]);
    expect([asked, addresses]).toEqual([[], [good, 'http://localhost/images/2-two.png', undefined]]);
  });

  it('are asked for anew once they have ended, or are about to: of the run and of each of its retries, once', async () => {
    const old = [signed('1-one.png', seconds(-3600)), signed('2-two.heic', seconds(59)), signed('3.png', 1)];
    const fresh = [signed('1-one.png', seconds(7200)), signed('2-two.heic', seconds(7200))];
    const again = signed('3.png', seconds(3600));
    const { asked, addresses } = await renewed(
      [
        done('1-one', String(old[0])),
        tile('2-two', { kind: 'failed', result: unshown('2-two', String(old[1])) }),
        done('3-three', String(old[2]), RETRY),
      ],
      {
        [JOB]: [completed('1-one', { imageUrl: String(fresh[0]) }), unshown('2-two', String(fresh[1]))],
        [RETRY]: [completed('3-three', { imageUrl: again })],
      },
    );
    expect(asked).toEqual([JOB, RETRY]);
    expect(addresses).toEqual([...fresh, again]);
  });

  it('stay as they are of a run that does not answer, or has the picture no more', async () => {
    const old = [signed('1-one.png', 1), signed('2-two.png', 1)];
    const { addresses } = await renewed(
      [done('1-one', String(old[0])), done('2-two', String(old[1]), RETRY)],
      {
        [JOB]: [],
      },
    );
    expect(addresses).toEqual(old);
  });
});
