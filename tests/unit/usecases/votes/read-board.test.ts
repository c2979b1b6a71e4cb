import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { jobStore } from '../../../../src/store/job-store.ts';
import { keptStore } from '../../../../src/store/kept-store.ts';
import { memoryObjectStore } from '../../../../src/store/memory-object-store.ts';
import { memoryVoteStore } from '../../../../src/store/memory-vote-store.ts';
import { plainAddresses } from '../../../../src/usecases/picture-addresses.ts';
import { readBoard } from '../../../../src/usecases/votes/read-board.ts';
import { storedVote } from '../../../suites/vote-store.ts';

const objects = memoryObjectStore();
const tools = {
  lists: { find: async () => undefined },
  kept: keptStore(objects),
  jobs: jobStore(objects),
  pictures: plainAddresses('https://images.example'),
};
const DAY_MS = 86_400_000;
const SLUGS = 20;

/** Votes of twenty models with long names, over a year. */
async function boardOf(count: number, { prompts, voters = 10 }: { prompts: number; voters?: number }) {
  const votes = memoryVoteStore();
  const picture = (n: number, letter: string) => ({
    letter,
    modelId: `${(n % SLUGS) + 1}-stable-diffusion-3.5-large-turbo`,
    model: `Stable Diffusion 3.5 Large Turbo ${n % SLUGS}`,
  });
  const outcomes = ['left', 'right', 'tie', 'both_bad'] as const;
  for (let n = 0; n < count; n += 1)
    await votes.add(
      storedVote({
        voter: `voter-${n % voters}`,
        jobId: String(n),
        left: picture(n, 'A'),
        right: picture(n + 7, 'B'),
        outcome: outcomes[n % 4] ?? 'tie',
        prompt: `prompt-${(n * 7919) % prompts}`,
        votedAt: new Date(Date.UTC(2026, 0, 1) + ((n * 31) % 365) * DAY_MS).toISOString(),
      }),
    );
  return readBoard({ ...tools, votes, isOpen: true })({});
}

describe('the board', () => {
  it('tells 5,000 votes of twenty models in less than 100 KB, and compressed also those on as many prompts', async () => {
    const board = await boardOf(5000, { prompts: 200 });
    expect(board.votes.left).toHaveLength(5000);
    expect(board.models).toHaveLength(20);
    expect(JSON.stringify(board).length).toBeLessThan(100_000);
    const wide = JSON.stringify(await boardOf(5000, { prompts: 5000, voters: 500 }));
    expect(gzipSync(wide).length).toBeLessThan(100_000);
  });

  it('has columns of one length, by time, whose numbers are places', async () => {
    const { votes, models, prompts, voters } = await boardOf(300, { prompts: 40 });
    expect(Object.values(votes).map((column) => column.length)).toEqual(Array.from({ length: 6 }, () => 300));
    expect(votes.day).toEqual(votes.day.toSorted((one, other) => one - other));
    expect([prompts.length, voters.count]).toEqual([40, 10]);
    expect([Math.max(...votes.left), Math.max(...votes.prompt)]).toEqual([models.length - 1, 39]);
    // Nobody asks as somebody who has voted.
    expect([Math.min(...votes.voter), Math.max(...votes.voter)]).toEqual([1, 10]);
  });

  it('says when there are more votes than it tells', async () => {
    const told = { votes: [storedVote()], more: true };
    const asked: unknown[] = [];
    const ofBoard = async (...question: unknown[]) => {
      asked.push(question);
      return told;
    };
    expect(
      await readBoard({ ...tools, votes: { ofBoard, ofVoter: async () => [] }, isOpen: false })({
        owner: 'ann',
      }),
    ).toMatchObject({
      complete: false,
      voters: { count: 1, are: 'people' },
    });
    expect(asked).toEqual([['runs-ann', 20_000]]);
  });

  it('has its models in the order of their ids, whichever was judged first', async () => {
    const votes = memoryVoteStore();
    const side = (modelId: string) => ({ letter: 'A', modelId, model: modelId });
    await votes.add(storedVote({ left: side('3-c'), right: side('1-a') }));
    const { models, votes: columns } = await readBoard({ ...tools, votes, isOpen: true })({});
    expect(models.map(({ id }) => id)).toEqual(['1-a', '3-c']);
    expect([columns.left, columns.right]).toEqual([[1], [0]]);
  });

  it('calls a model as the newest vote does', async () => {
    const votes = memoryVoteStore();
    const left = { letter: 'A', modelId: '1-a', model: 'New name' };
    await votes.add(storedVote({ votedAt: '2026-11-21T00:00:00.000Z', left, jobId: '2' }));
    await votes.add(storedVote({ jobId: '1' }));
    expect((await readBoard({ ...tools, votes, isOpen: true })({})).models[0]).toEqual({
      id: '1-a',
      name: 'New name',
    });
  });
});
