import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededVotes } from '../../../../../../../benchmarks/lib/seeded-votes.ts';
import { boardOf } from '../../../../../../../frontend/src/features/board/statistics/board.ts';
import { frontierOf } from '../../../../../../../frontend/src/features/board/statistics/frontier.ts';
import type { Board, Warning } from '../../../../../../../frontend/src/features/board/statistics/types.ts';
import type { Vote } from '../../../../../../../frontend/src/features/board/statistics/vote.ts';
import { anyVotes } from './votes.ts';

const POINTS = { strong: 1150, good: 1060, fair: 1050, weak: 940, poor: 800 };
const plan = { points: POINTS, prompts: 60, votesPerPrompt: 20, seed: 1 };
const quick = { repetitions: 100 };

/** Numbers to five decimal places, because the order of a sum shows in the last ones. */
function plain(board: Board): unknown {
  const round = (_: string, value: unknown) =>
    typeof value === 'number' ? Math.round(value * 1e5) / 1e5 || 0 : value;
  const { replicates, ...rest } = board;
  return JSON.parse(JSON.stringify({ ...rest, replicates: [...replicates] }, round));
}

const swapped = ({ left, right, outcome, ...vote }: Vote): Vote => ({
  ...vote,
  left: right,
  right: left,
  outcome: outcome === 'left' ? 'right' : outcome === 'right' ? 'left' : outcome,
});

const codes = ({ warnings }: Board) => warnings.map(({ code }) => code);
const warning = <Code extends Warning['code']>({ warnings }: Board, code: Code) =>
  warnings.find((found): found is Extract<Warning, { code: Code }> => found.code === code);
const names = ({ standings }: Board) => standings.map(({ model }) => model);

describe('a board', () => {
  it('does not depend on the order of the votes', () => {
    const shuffle = fc.tuple(anyVotes, fc.infiniteStream(fc.nat())).map(([votes, places]) => {
      const order = votes.map((vote) => ({ vote, place: places.next().value as number }));
      return [votes, order.toSorted((a, b) => a.place - b.place).map(({ vote }) => vote)] as const;
    });
    fc.assert(
      fc.property(shuffle, ([votes, mixed]) => {
        expect(plain(boardOf(mixed, quick))).toEqual(plain(boardOf(votes, quick)));
      }),
      { numRuns: 40 },
    );
  });

  it('does not depend on which side a picture was on, but for what it says of the sides', () => {
    const sides = (board: Board) => {
      const { bias: _, warnings, ...rest } = board;
      return plain({ ...rest, warnings: warnings.filter(({ code }) => code !== 'position') });
    };
    fc.assert(
      fc.property(anyVotes, fc.array(fc.boolean(), { minLength: 200, maxLength: 200 }), (votes, turns) => {
        const turned = votes.map((vote, at) => (turns[at] ? swapped(vote) : vote));
        expect(sides(boardOf(turned, quick))).toEqual(sides(boardOf(votes, quick)));
      }),
      { numRuns: 40 },
    );
    const votes = seededVotes({ ...plan, left: 120 });
    const [usual, turned] = [boardOf(votes, quick), boardOf(votes.map(swapped), quick)];
    expect(turned.bias?.points).toBeCloseTo(-(usual.bias?.points ?? 0), 6);
  });

  it('says the same of models under other names', () => {
    // Under these names they sort the other way round.
    const renamed = (name: string) => `z${9 - Number(name.slice(1))}`;
    const back = (board: Board) => {
      const inverse = new Map([0, 1, 2, 3, 4].map((at) => [renamed(`m${at}`), `m${at}`]));
      const text = JSON.stringify(plain(board)).replace(/z\d/g, (name) => inverse.get(name) ?? name);
      return JSON.parse(text) as Board & { replicates: [string, number[]][] };
    };
    const byName = ({ standings, warnings, unsettled, replicates, ...rest }: ReturnType<typeof back>) => ({
      ...rest,
      standings: standings.toSorted((a, b) => a.model.localeCompare(b.model)),
      replicates: replicates.toSorted(([a], [b]) => a.localeCompare(b)),
      // Of equally strong models one is named first, by name.
      unsettled: unsettled.map(({ votes }) => votes).length,
      warnings: warnings.map(({ code }) => code),
    });
    fc.assert(
      fc.property(anyVotes, (votes) => {
        const others = votes.map((vote) => ({
          ...vote,
          left: renamed(vote.left),
          right: renamed(vote.right),
        }));
        const original = JSON.parse(JSON.stringify(plain(boardOf(votes, quick)))) as ReturnType<typeof back>;
        expect(byName(back(boardOf(others, quick)))).toEqual(byName(original));
      }),
      { numRuns: 40 },
    );
  });

  it('is the same for everybody: nothing in it is drawn by chance', () => {
    const votes = seededVotes(plan);
    expect(plain(boardOf(votes))).toEqual(plain(boardOf(votes)));
  });

  it('finds the known order, with intervals around the truth', () => {
    const board = boardOf(seededVotes({ ...plan, prompts: 100, bothBad: 0.1 }));
    expect(names(board).filter((model) => model !== 'good')).toEqual(['strong', 'fair', 'weak', 'poor']);
    for (const { model, range } of board.standings) {
      const truth = POINTS[model as keyof typeof POINTS];
      expect(range?.low).toBeLessThan(truth + 20);
      expect(range?.high).toBeGreaterThan(truth - 20);
    }
  });

  it('gives those a shared rank that cannot be told apart, and says how many votes would settle it', () => {
    const board = boardOf(seededVotes(plan));
    const rank = (model: string) => board.standings.find((standing) => standing.model === model)?.rank;
    expect([rank('strong'), rank('good'), rank('fair'), rank('weak'), rank('poor')]).toEqual([1, 2, 2, 4, 5]);
    const [open, ...others] = board.unsettled;
    expect(new Set([open?.better, open?.other])).toEqual(new Set(['good', 'fair']));
    expect(others).toEqual([]);
    expect(open?.votes).toBeGreaterThan(50);
    expect(open?.chance).toBeLessThan(0.975);
  });

  it('says how likely each one is the best, and how often it would be picked', () => {
    const board = boardOf(seededVotes(plan));
    const sum = board.standings.reduce((all, { best = 0 }) => all + best, 0);
    expect(sum).toBeCloseTo(1, 9);
    expect(board.standings[0]).toMatchObject({ model: 'strong', rank: 1 });
    expect(board.standings[0]?.best).toBeGreaterThan(0.95);
    for (const { share = 0, shareRange } of board.standings) {
      expect(shareRange?.low).toBeLessThan(share);
      expect(shareRange?.high).toBeGreaterThan(share);
    }
    expect(board.standings.reduce((all, { share = 0 }) => all + share, 0) / 5).toBeCloseTo(0.5, 9);
  });

  it('counts what both were bad at, apart', () => {
    const [standing] = boardOf(seededVotes({ ...plan, bothBad: 0.25 }), quick).standings;
    const { votes = 0, wins = 0, losses = 0, ties = 0, bothBad = 0 } = standing ?? {};
    expect(bothBad / votes).toBeGreaterThan(0.18);
    expect(bothBad / votes).toBeLessThan(0.32);
    expect(wins + losses + ties + bothBad).toBe(votes);
  });

  it('has no strength for a model with too few votes, only its counts', () => {
    const fresh = seededVotes({
      ...plan,
      points: { fresh: 1000, strong: 1000 },
      prompts: 4,
      votesPerPrompt: 10,
    });
    const board = boardOf([...seededVotes(plan), ...fresh], quick);
    const last = board.standings.at(-1);
    expect(last).toEqual({ ...last, model: 'fresh', votes: 40, prompts: 4 });
    expect([last?.strength, last?.rank, last?.best]).toEqual([undefined, undefined, undefined]);
    expect(warning(board, 'few_votes')?.models).toEqual(['fresh']);
  });

  it('of nobody is empty', () => {
    expect(boardOf([])).toEqual({
      standings: [],
      unsettled: [],
      warnings: [{ code: 'few_prompts', prompts: 0 }],
      votes: 0,
      prompts: 0,
      voters: 0,
      replicates: new Map(),
    });
  });
});

describe('warnings', () => {
  it('are not needed for many balanced votes', () => {
    expect(codes(boardOf(seededVotes({ ...plan, tie: 0.1 })))).toEqual([]);
  });

  it('say that nine prompts are too few for intervals, and give none', () => {
    const few = boardOf(seededVotes({ ...plan, prompts: 9, votesPerPrompt: 40 }));
    expect(warning(few, 'few_prompts')).toEqual({ code: 'few_prompts', prompts: 9 });
    expect(
      few.standings.map(({ strength, range, rank, best }) => [strength !== undefined, range, rank, best]),
    ).toEqual(Array.from({ length: 5 }, () => [true, undefined, undefined, undefined]));
    expect(codes(boardOf(seededVotes({ ...plan, prompts: 10, votesPerPrompt: 40 })))).not.toContain(
      'few_prompts',
    );
  });

  it('say which side is picked too often, and by how much', () => {
    const found = boardOf(seededVotes({ ...plan, prompts: 200, left: 120 }), quick);
    expect(warning(found, 'position')?.side).toBe('left');
    expect(warning(found, 'position')?.points).toBeGreaterThan(100);
    expect(warning(found, 'position')?.points).toBeLessThan(140);
    expect(found.bias?.low).toBeLessThan(120);
    expect(found.bias?.high).toBeGreaterThan(120);
    const mirrored = boardOf(seededVotes({ ...plan, prompts: 200, left: -120 }), quick);
    expect(warning(mirrored, 'position')?.side).toBe('right');
  });

  it('name the share of a voter with more than half of the votes, unless nobody else votes', () => {
    const own = seededVotes(plan);
    expect(codes(boardOf(own, quick))).not.toContain('one_voter');
    const others = seededVotes({ ...plan, prompts: 20, voter: 'ben', seed: 2 });
    expect(warning(boardOf([...own, ...others], quick), 'one_voter')).toEqual({
      code: 'one_voter',
      share: 0.75,
    });
    const even = seededVotes({ ...plan, voter: 'ben', seed: 2 });
    expect(codes(boardOf([...own, ...even], quick))).not.toContain('one_voter');
  });

  it('name the share of a prompt with more than a fifth of the votes', () => {
    const one = seededVotes({ ...plan, prompts: 1, votesPerPrompt: 400, seed: 2 });
    const board = boardOf([...seededVotes(plan), ...one], quick);
    expect(warning(board, 'one_prompt')).toEqual({ code: 'one_prompt', share: 420 / 1600 });
  });

  it('name groups of models that never met', () => {
    const others = seededVotes({ ...plan, points: { x: 1000, y: 1000 }, seed: 2 });
    const board = boardOf([...seededVotes(plan), ...others], quick);
    expect(warning(board, 'apart')?.groups).toEqual([
      ['fair', 'good', 'poor', 'strong', 'weak'],
      ['x', 'y'],
    ]);
  });

  it('name a circle in which each beats the next', () => {
    const beats = (left: string, right: string, seed: number) =>
      seededVotes({ ...plan, points: { [left]: 1200, [right]: 900 }, prompts: 30, votesPerPrompt: 2, seed });
    const board = boardOf([...beats('a', 'b', 1), ...beats('b', 'c', 2), ...beats('c', 'a', 3)], quick);
    expect(warning(board, 'circle')).toEqual({ code: 'circle', models: ['a', 'b', 'c'] });
  });

  it('name two models whose order depends on how ties are counted', () => {
    const of = (left: string, right: string, outcome: Vote['outcome'], count: number): Vote[] =>
      Array.from({ length: count }, (_, at) => ({
        prompt: `p${at % 30}`,
        voter: 'ada',
        left,
        right,
        outcome,
      }));
    const pair = (left: string, right: string, lost: number, ties: number) => [
      ...of(left, right, 'right', lost),
      ...of(left, right, 'tie', ties),
    ];
    // One long step down or two short ones: the more ties are usual, the longer are the short ones.
    const steps = [
      ...pair('long', 'top', 300, 300),
      ...pair('mid', 'top', 132, 468),
      ...pair('short', 'mid', 132, 468),
    ];
    const usual = [...of('x', 'y', 'tie', 6000), ...of('x', 'top', 'tie', 600)];
    expect(warning(boardOf([...steps, ...usual], quick), 'ties')).toEqual({
      code: 'ties',
      better: 'short',
      other: 'long',
    });
    const decided = [...steps, ...usual].filter(({ outcome }) => outcome !== 'tie');
    expect(codes(boardOf(decided, quick))).not.toContain('ties');
  });
});

describe('strength and price', () => {
  const board = boardOf(seededVotes(plan));
  const prices = new Map([
    ['strong', 0.08],
    ['good', 0.02],
    ['fair', 0.06],
    ['weak', 0.01],
    ['poor', 0.04],
  ]);

  it('leave on the frontier what nothing beats on both counts, the cheapest first', () => {
    const found = frontierOf(board, prices);
    expect(found.map(({ model, frontier }) => [model, frontier])).toEqual([
      ['weak', true],
      ['good', true],
      ['poor', false],
      ['fair', names(board).indexOf('fair') < names(board).indexOf('good')],
      ['strong', true],
    ]);
    expect(found.find(({ model }) => model === 'poor')?.beatenBy).toEqual({ model: 'good', chance: 1 });
  });

  it('say what a picked picture costs', () => {
    const [cheapest] = frontierOf(board, prices);
    const share = board.standings.find(({ model }) => model === 'weak')?.share ?? 0;
    expect(cheapest?.usdPerWin).toBeCloseTo(0.01 / share, 12);
  });

  it('are not shown of a model without a price, and claim no chance without intervals', () => {
    expect(frontierOf(board, new Map([['good', 0.02]])).map(({ model }) => model)).toEqual(['good']);
    const few = boardOf(seededVotes({ ...plan, prompts: 9, votesPerPrompt: 60 }));
    expect(frontierOf(few, prices).find(({ model }) => model === 'poor')?.beatenBy).not.toHaveProperty(
      'chance',
    );
  });

  it('keep both of two equal models', () => {
    const equal = {
      ...board,
      standings: board.standings.map((standing) => ({ ...standing, strength: 1000 })),
    };
    const same = new Map([...prices.keys()].map((model) => [model, 0.02]));
    expect(frontierOf(equal, same).every(({ frontier }) => frontier)).toBe(true);
  });
});
