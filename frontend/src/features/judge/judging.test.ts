import { describe, expect, it } from '@jest/globals';
import type { NextPairsResponse, Pair } from '../../../../src/contract/index.ts';
import { ApiError } from '../../lib/api.ts';
import { createJudging, type Tools } from './judging.ts';

const side = (letter: string) => ({ letter, imageUrl: `/${letter}.webp`, width: 4, height: 4 });
const pairOf = (left: string, right: string): Pair => ({
  jobId: 'run',
  prompt: 'a red fox',
  left: side(left),
  right: side(right),
});
const refused = (code: string) =>
  new ApiError(409, { error: 'No.', code: code as 'INTERNAL', requestId: 'r' } as never);
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

/** A server that hands out what has no vote, six at a time. */
function world(pairs: Pair[], changes: Partial<Tools> = {}) {
  const votes = new Map<string, string>();
  const log: string[] = [];
  const name = ({ left, right }: Pair) => [left.letter, right.letter].sort().join('');
  let time = 0;
  const tools: Tools = {
    async next(): Promise<NextPairsResponse> {
      log.push('next');
      const open = pairs.filter((pair) => !votes.has(name(pair)));
      return { pairs: open.slice(0, 6), done: votes.size, total: pairs.length };
    },
    async vote(pair, outcome, decisionMs) {
      log.push(`${name(pair)} ${outcome} ${decisionMs}`);
      votes.set(name(pair), outcome);
      return { voteId: name(pair), jobId: 'run', left: '', right: '', outcome };
    },
    async undo(voteId) {
      log.push(`undo ${voteId}`);
      votes.delete(voteId);
    },
    decode: async () => undefined,
    tell: (what) => void log.push(what),
    now: () => time,
    ...changes,
  };
  const judging = createJudging(tools);
  const shown = () => {
    const { pair } = judging.get();
    return pair && `${pair.left.letter}${pair.right.letter}`;
  };
  const pass = (ms: number) => {
    time += ms;
  };
  return { judging, shown, log, votes, pass, tools };
}

const FIVE = ['B', 'C', 'D', 'E', 'F'].map((letter) => pairOf('A', letter));

describe('A sitting', () => {
  it('shows a pair only once both of its pictures are decoded', async () => {
    const open: (() => void)[] = [];
    const decode = () => new Promise<void>((resolve) => open.push(resolve));
    const { judging, shown } = world([pairOf('A', 'B')], { decode });
    judging.start();
    await settled();
    open[0]?.();
    await settled();
    expect(shown()).toBeUndefined();
    open[1]?.();
    await settled();
    expect(shown()).toBe('AB');
  });

  it('shows each pair once, keeps each vote with the time that it took, and is over with the last one', async () => {
    const { judging, shown, votes, log, pass } = world(FIVE);
    judging.start();
    await settled();
    for (let n = 0; n < FIVE.length; n += 1) {
      expect(shown()).toBe(`A${FIVE[n]?.right.letter}`);
      pass(700);
      judging.vote('left');
      await settled();
    }
    expect(votes.size).toBe(5);
    expect(log.filter((line) => line.endsWith(' 700'))).toHaveLength(5);
    expect(judging.get()).toMatchObject({ pair: undefined, lack: 'over', done: 5, total: 5 });
  });

  it('goes through more than are handed out at once, however quickly somebody answers', async () => {
    const many = Array.from({ length: 25 }, (_, n) => pairOf('A', String.fromCharCode(66 + n)));
    const { judging, votes, shown } = world(many);
    judging.start();
    await settled();
    for (let turn = 0; turn < 60 && judging.get().lack !== 'over'; turn += 1) {
      if (shown() !== undefined) judging.vote('tie');
      else await settled();
    }
    expect(votes.size).toBe(25);
    expect(judging.get()).toMatchObject({ lack: 'over', done: 25 });
  });

  it('takes votes back, the last one first, and shows their pairs again', async () => {
    const { judging, shown, votes } = world(FIVE);
    judging.start();
    await settled();
    judging.vote('left');
    judging.vote('tie');
    await judging.undo();
    await judging.undo();
    expect([shown(), votes.size, judging.get().done, judging.get().canUndo]).toEqual(['AB', 0, 0, false]);
    await judging.undo();
    judging.vote('right');
    await settled();
    expect([...votes]).toEqual([['AB', 'right']]);
  });

  it('counts a vote once that is taken back while more pairs are on their way, before or after the server has counted', async () => {
    for (const order of ['counted first', 'taken back first']) {
      const { judging, tools } = world(FIVE.slice(0, 3));
      judging.start();
      await settled();
      const { next } = tools;
      let answer = () => {};
      tools.next = async (signal) => {
        const early = order === 'counted first' ? await next(signal) : undefined;
        await new Promise<void>((resolve) => {
          answer = resolve;
        });
        return early ?? next(signal);
      };
      judging.vote('left');
      await settled();
      await judging.undo();
      answer();
      await settled();
      expect([order, judging.get().done]).toEqual([order, 0]);
    }
  });

  it('shows a pair again whose vote was not kept, and says so', async () => {
    let isDown = true;
    const { judging, shown, tools, log } = world(FIVE);
    const { vote } = tools;
    tools.vote = async (...answer) => {
      if (isDown) throw new Error('offline');
      return vote(...answer);
    };
    judging.start();
    await settled();
    judging.vote('left');
    await settled();
    expect([shown(), judging.get().done, judging.get().canUndo]).toEqual(['AB', 0, false]);
    expect(log).toContain('notKept');
    isDown = false;
    judging.vote('left');
    await settled();
    expect([shown(), judging.get().done]).toEqual(['AC', 1]);
  });

  it('goes on where another tab has judged the pair, and stops where the run is revealed', async () => {
    const { judging, shown, tools, log } = world(FIVE);
    tools.vote = async () => {
      throw refused('ALREADY_VOTED');
    };
    judging.start();
    await settled();
    judging.vote('left');
    await settled();
    expect([shown(), log.includes('notKept')]).toEqual(['AC', false]);
    tools.vote = async () => {
      throw refused('RUN_REVEALED');
    };
    judging.vote('left');
    await settled();
    expect(judging.get()).toMatchObject({ pair: undefined, lack: 'revealed' });
  });

  it.each([
    ['RUN_REVEALED', 'revealed'],
    ['RUN_NOT_ENDED', 'drawing'],
    ['JOB_NOT_FOUND', 'failed'],
  ])('without pairs for %s is %s', async (code, lack) => {
    const { judging } = world([], {
      next: async () => {
        throw refused(code);
      },
    });
    judging.start();
    await settled();
    expect(judging.get().lack).toBe(lack);
    judging.stop();
  });

  it('tells if a vote was not taken back, and can be left and come back to', async () => {
    const { judging, log, shown } = world(FIVE, {
      undo: async () => {
        throw refused('VOTE_FINAL');
      },
    });
    judging.start();
    judging.stop();
    judging.start();
    await settled();
    judging.vote('left');
    await judging.undo();
    expect([log.includes('notUndone'), shown()]).toEqual([true, 'AC']);
  });
});
