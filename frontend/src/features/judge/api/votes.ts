import type {
  NextPairsResponse,
  Outcome,
  Pair,
  UndoVoteResponse,
  VoteResponse,
} from '../../../../../src/contract/index.ts';
import { apiRequest } from '../../../lib/api.ts';
import { runKey, runKeyOf } from '../../../lib/run-key.ts';

/** What is judged: a run, or a list of prompts. */
export type Judged = { run: string } | { list: string };

/** Whose run it is, and whose vote: that of this browser, whoever has handed the run over. */
const keysOf = (judged: Judged) => ({
  'x-run-key': 'run' in judged ? runKeyOf(judged.run) : runKey(),
  'x-voter': runKey(),
});

const MOST = 6;

export function getNextPairs(judged: Judged, signal: AbortSignal): Promise<NextPairsResponse> {
  const [name, id] = 'run' in judged ? ['jobId', judged.run] : ['list', judged.list];
  return apiRequest(`/votes/next?${name}=${encodeURIComponent(id)}&n=${MOST}`, {
    headers: keysOf(judged),
    signal,
  });
}

export function postVote(
  judged: Judged,
  { jobId, left, right }: Pick<Pair, 'jobId'> & Record<'left' | 'right', { letter: string }>,
  outcome: Outcome,
  decisionMs?: number,
): Promise<VoteResponse> {
  return apiRequest('/votes', {
    method: 'POST',
    headers: keysOf(judged),
    body: {
      jobId,
      left: left.letter,
      right: right.letter,
      outcome,
      ...(decisionMs !== undefined && { decisionMs: Math.round(decisionMs) }),
    },
  });
}

export function undoVote(judged: Judged, voteId: string): Promise<UndoVoteResponse> {
  return apiRequest(`/votes/${encodeURIComponent(voteId)}`, { method: 'DELETE', headers: keysOf(judged) });
}
