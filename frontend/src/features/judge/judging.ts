import type { NextPairsResponse, Outcome, Pair, VoteResponse } from '../../../../src/contract/index.ts';
import { ApiError } from '../../lib/api.ts';

/** Pairs that are left when more are asked for. */
const FEW = 3;
const LOOK_AGAIN_MS = 3000;

/** Why there is no pair: more are on their way, none is left, it is revealed, it is still drawn, or they did not come. */
export type Lack = 'loading' | 'over' | 'revealed' | 'drawing' | 'failed';

export interface Shown {
  /** The pair to judge, both pictures of which are decoded. */
  pair: Pair | undefined;
  lack: Lack;
  /** Of the last request, where it failed. */
  error: unknown;
  done: number;
  total: number;
  canUndo: boolean;
}

export interface Tools {
  next(signal: AbortSignal): Promise<NextPairsResponse>;
  vote(pair: Pair, outcome: Outcome, decisionMs: number): Promise<VoteResponse>;
  undo(voteId: string): Promise<unknown>;
  /** Resolves once a picture can be painted at once. */
  decode(address: string): Promise<unknown>;
  /** Tells of a vote that was not kept, or not taken back. */
  tell(what: 'notKept' | 'notUndone', error: unknown): void;
  now(): number;
}

/** A pair of pictures is the same whichever is left. */
const nameOf = ({ jobId, left, right }: Pair) => [jobId, ...[left.letter, right.letter].sort()].join(' ');

/**
 * The pairs of one sitting. The next ones are fetched and decoded while one is looked at, so that an answer shows the next pair at
 * once; the vote is sent meanwhile, one after the other.
 */
export function createJudging(tools: Tools) {
  const listeners = new Set<() => void>();
  let closing = new AbortController();
  /** By the name of each pair that was handed out in this sitting and not taken back. */
  const known = new Set<string>();
  const decoded = new Set<string>();
  const history: { pair: Pair; vote: Promise<VoteResponse | undefined> }[] = [];
  let queue: Pair[] = [];
  let isFetching = false;
  let shownAt = 0;
  /** Votes and what took them back. */
  let changes = 0;
  let sent: Promise<unknown> = Promise.resolve();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shown: Shown = {
    pair: undefined,
    lack: 'loading',
    error: undefined,
    done: 0,
    total: 0,
    canUndo: false,
  };

  const publish = (news: Partial<Shown> = {}) => {
    const [first] = queue;
    const pair = first !== undefined && decoded.has(nameOf(first)) ? first : undefined;
    if (pair !== undefined && pair !== shown.pair) shownAt = tools.now();
    shown = { ...shown, ...news, pair, canUndo: history.length > 0 };
    for (const listener of listeners) listener();
  };

  const decode = async (pair: Pair) => {
    // One that cannot be decoded is shown as it is: it can be skipped.
    await Promise.allSettled([pair.left, pair.right].map(({ imageUrl }) => tools.decode(imageUrl)));
    decoded.add(nameOf(pair));
    publish();
  };

  const lackOf = (error: unknown): Lack => {
    const code = error instanceof ApiError ? error.code : undefined;
    if (code === 'RUN_REVEALED') return 'revealed';
    return code === 'RUN_NOT_ENDED' ? 'drawing' : 'failed';
  };

  async function fetchMore(): Promise<void> {
    const { signal } = closing;
    if (isFetching || signal.aborted) return;
    isFetching = true;
    clearTimeout(timer);
    if (queue.length === 0) publish({ lack: 'loading', error: undefined });
    // The server hands out what it has no vote for.
    for (let waited: unknown; waited !== sent; ) {
      waited = sent;
      await waited;
    }
    const before = changes;
    try {
      const { pairs, done, total } = await tools.next(signal);
      if (signal.aborted) return;
      isFetching = false;
      const fresh = pairs.filter((pair) => !known.has(nameOf(pair)));
      for (const pair of fresh) {
        known.add(nameOf(pair));
        void decode(pair);
      }
      queue = [...queue, ...fresh];
      // Nobody knows whether the server has counted what was answered or taken back meanwhile.
      const isCurrent = changes === before;
      const isOver = queue.length === 0 && isCurrent;
      publish({
        lack: isOver ? 'over' : 'loading',
        ...(isCurrent && { done }),
        total,
        error: undefined,
      });
      // What was answered meanwhile may have been all that was handed out.
      if (queue.length === 0 && !isOver) void fetchMore();
    } catch (error) {
      if (signal.aborted) return;
      isFetching = false;
      const lack = lackOf(error);
      if (lack === 'drawing') timer = setTimeout(fetchMore, LOOK_AGAIN_MS);
      publish({ lack, error });
    }
  }

  const count = (by: number) => {
    changes += 1;
    publish({ done: Math.max(0, shown.done + by) });
  };

  /** `undefined` if it was not kept. */
  const send = async (pair: Pair, outcome: Outcome, decisionMs: number) => {
    try {
      return await tools.vote(pair, outcome, decisionMs);
    } catch (error) {
      const code = error instanceof ApiError ? error.code : undefined;
      // Judged before, in another tab or on another device: it stays as it was.
      if (code === 'ALREADY_VOTED') return undefined;
      history.splice(0, history.length, ...history.filter((each) => each.pair !== pair));
      queue = code === 'RUN_REVEALED' ? [] : [pair, ...queue];
      tools.tell('notKept', error);
      if (code === 'RUN_REVEALED') publish({ lack: 'revealed' });
      count(-1);
      return undefined;
    }
  };

  const takeBack = async ({ pair, vote }: (typeof history)[number]) => {
    const kept = await vote;
    // It is shown again already.
    if (kept === undefined) return;
    try {
      await tools.undo(kept.voteId);
      queue = [pair, ...queue];
      count(-1);
    } catch (error) {
      tools.tell('notUndone', error);
    }
  };

  return {
    start() {
      if (closing.signal.aborted) closing = new AbortController();
      void fetchMore();
    },
    vote(outcome: Outcome) {
      const { pair } = shown;
      if (pair === undefined) return;
      const decisionMs = tools.now() - shownAt;
      queue = queue.filter((each) => each !== pair);
      const vote = sent.then(() => send(pair, outcome, decisionMs));
      sent = vote;
      history.push({ pair, vote });
      count(1);
      if (queue.length < FEW) void fetchMore();
    },
    async undo() {
      const last = history.pop();
      if (last === undefined) return;
      publish();
      const undone = takeBack(last);
      sent = Promise.all([sent, undone]);
      await undone;
    },
    stop() {
      clearTimeout(timer);
      closing.abort();
      isFetching = false;
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    get: () => shown,
  };
}
export type Judging = ReturnType<typeof createJudging>;
