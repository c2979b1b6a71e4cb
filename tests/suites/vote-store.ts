import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { pairOf, type StoredVote, type VoteStore } from '../../src/store/vote-store.ts';

/** A vote of somebody on two pictures of a run. */
export const storedVote = (changes: Partial<StoredVote> = {}): StoredVote => ({
  board: 'runs',
  voter: 'a'.repeat(64),
  jobId: '0f8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f',
  left: { letter: 'A', modelId: '1-a', model: 'Model A' },
  right: { letter: 'B', modelId: '2-b', model: 'Model B' },
  outcome: 'left',
  prompt: 'f0c5',
  votedAt: '2026-11-20T12:00:00.000Z',
  ...changes,
});

const picture = (letter: string) => ({ letter, modelId: `1-${letter.toLowerCase()}`, model: letter });

/** What every vote store promises. Each test uses boards and voters of its own, so stores may be shared and dirty. */
export function voteStoreSuite(name: string, create: () => VoteStore | Promise<VoteStore>): void {
  describe(`${name} as a vote store`, () => {
    let store: VoteStore;
    beforeAll(async () => {
      store = await create();
    });
    const own = () => ({ board: `list-${randomUUID()}`, voter: randomUUID() });

    it('keeps the first vote of a voter on two pictures, whichever was left', async () => {
      const of = own();
      const first = storedVote({ ...of, decisionMs: 900 });
      expect(await store.add(first)).toEqual(first);
      const turned = { ...first, left: first.right, right: first.left, outcome: 'tie' } as const;
      for (const later of [first, { ...first, outcome: 'right' as const }, turned])
        expect(await store.add(later)).toEqual(first);
      expect(await store.find(of, pairOf(turned))).toEqual(first);
      expect(await store.ofVoter(of)).toEqual([first]);
    });

    it('keeps one of many votes of a voter on two pictures at once, and tells it to all of them', async () => {
      const of = own();
      const outcomes = ['left', 'right', 'tie', 'both_bad', 'skip'] as const;
      const kept = await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          store.add(storedVote({ ...of, outcome: outcomes[n % 5] ?? 'tie', decisionMs: n })),
        ),
      );
      expect(new Set(kept.map(({ decisionMs }) => decisionMs)).size).toBe(1);
      expect(await store.ofVoter(of)).toEqual([kept[0]]);
    });

    it('keeps votes of two voters on the same pictures', async () => {
      const { board } = own();
      const votes = ['ann', 'ben'].map((voter) => storedVote({ board, voter: `${voter}-${board}` }));
      await Promise.all(votes.map((vote) => store.add(vote)));
      const found = await store.ofBoard(board, 10);
      expect(found).toEqual({ votes: expect.arrayContaining(votes), more: false });
      expect(found.votes).toHaveLength(2);
    });

    it('finds those of a voter, on one board or one run, and of no other whose name begins alike', async () => {
      const of = own();
      const [one, other] = [randomUUID(), randomUUID()];
      const votes = [
        storedVote({ ...of, jobId: one }),
        storedVote({ ...of, jobId: one, right: picture('AA') }),
        storedVote({ ...of, jobId: other }),
      ];
      const others = [
        storedVote({ ...of, voter: `${of.voter}x` }),
        storedVote({ ...of, board: 'list-of-others' }),
      ];
      for (const vote of [...votes, ...others]) await store.add(vote);
      expect(await store.ofVoter(of)).toEqual(expect.arrayContaining(votes));
      expect(await store.ofVoter(of)).toHaveLength(3);
      expect(await store.ofVoter({ ...of, jobId: other })).toEqual([votes[2]]);
      expect(await store.ofVoter(own())).toEqual([]);
    });

    it('tells as many of a board as are asked for, and whether there are more', async () => {
      const { board } = own();
      for (const letter of ['B', 'C', 'D']) await store.add(storedVote({ board, right: picture(letter) }));
      const found = await store.ofBoard(board, 2);
      expect([found.votes.length, found.more]).toEqual([2, true]);
      expect((await store.ofBoard(board, 3)).more).toBe(false);
    });

    it('forgets a vote, so that another one can be cast, and forgetting it again changes nothing', async () => {
      const of = own();
      const vote = storedVote(of);
      await store.add(vote);
      for (let time = 0; time < 2; time += 1) await store.remove(of, pairOf(vote));
      expect([await store.find(of, pairOf(vote)), await store.ofVoter(of)]).toEqual([undefined, []]);
      const next = { ...vote, outcome: 'right' } as const;
      expect(await store.add(next)).toEqual(next);
    });

    it('finds those of a voter on all boards by their time', async () => {
      const { voter } = own();
      const votes = [1, 2, 3].map((minute) =>
        storedVote({
          voter,
          board: `list-${minute}-${voter}`,
          votedAt: `2026-11-20T12:0${minute}:00.000Z`,
        }),
      );
      for (const vote of votes.toReversed()) await store.add(vote);
      await store.add(storedVote({ voter: `${voter}-other` }));
      expect(await store.newestOf(voter, 2)).toEqual([votes[2], votes[1]]);
      expect(await store.oldestOf(voter, '2026-11-20T12:02:00.000Z', 9)).toEqual(votes.slice(0, 2));
      expect(await store.oldestOf(voter, '2026-11-20T13:00:00.000Z', 1)).toEqual([votes[0]]);
    });
  });
}
