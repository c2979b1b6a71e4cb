import type { ErrorCode, NextPairsQuery, NextPairsResponse, Pair } from '../../contract/index.ts';
import { invalidField, RequestError } from '../../errors.ts';
import { blindSize } from '../../lib/blind-size.ts';
import { batchesOf } from '../../lib/in-batches.ts';
import type { ListDocument } from '../../store/documents.ts';
import type { ListStore } from '../../store/list-store.ts';
import type { StoredVote, VoteStore } from '../../store/vote-store.ts';
import { failClosed } from '../limits/rate-limiter.ts';
import { seenList } from '../own-list.ts';
import type { PictureAddresses } from '../picture-addresses.ts';
import {
  type BlindPicture,
  type BlindRun,
  type BlindRunTools,
  readBlindCell,
  readBlindRun,
} from './blind-run.ts';
import { type Chosen, choosePairs, lettersIn, pairsOf, type Source, shuffled } from './pairs.ts';
import { type BoardTools, boardOfJob, boardOfList, type Voting, voterOf } from './voter.ts';

const DEFAULT_PAIRS = 5;
/** Why a cell of a list has nothing to judge. */
const NOTHING_THERE: readonly ErrorCode[] = ['RUN_NOT_ENDED', 'RUN_REVEALED', 'RUN_DELETED', 'RUN_EXPIRED'];

export interface NextPairsTools extends BlindRunTools, BoardTools {
  lists: Pick<ListStore, 'find' | 'cells' | 'readCell'>;
  votes: Pick<VoteStore, 'ofVoter'>;
  pictures: PictureAddresses;
  /** From 0 to 1, which nobody can foresee. */
  random: () => number;
}

/**
 * What a voter has not judged yet of a run or of a list, without a word of whose pictures they are.
 * @throws RequestError as `readBlindRun` of a run; LIST_NOT_FOUND; INVALID_PARAMETER
 */
export function nextPairs(tools: NextPairsTools) {
  return async (
    { jobId, list, n = DEFAULT_PAIRS }: NextPairsQuery,
    voting: Voting,
  ): Promise<NextPairsResponse> => {
    if ((jobId === undefined) === (list === undefined))
      throw invalidField('jobId', 'Name a run (jobId) or a list (list), and not both.');
    return jobId === undefined ? ofList(tools, list ?? '', n, voting) : ofRun(tools, jobId, n, voting);
  };
}

async function ofRun(
  tools: NextPairsTools,
  jobId: string,
  n: number,
  voting: Voting,
): Promise<NextPairsResponse> {
  const run = await readBlindRun(tools, jobId, voting);
  const board = boardOfJob(tools, run.job, voting);
  const votes = await failClosed(tools.votes.ofVoter({ board, voter: voterOf(voting) ?? '', jobId }));
  const total = pairsOf(run.pictures).length;
  return { pairs: await chosenOf(tools, [run], votes, n), done: votes.length, total };
}

async function ofList(
  tools: NextPairsTools,
  listId: string,
  n: number,
  voting: Voting,
): Promise<NextPairsResponse> {
  const list = await seenList(tools, listId, voting);
  const of = { board: boardOfList(listId), voter: voterOf(voting) ?? '' };
  const [cells, votes] = await failClosed(Promise.all([tools.lists.cells(listId), tools.votes.ofVoter(of)]));
  const runs = await failClosed(runsToJudge(tools, list, { cells, votes, n }));
  return {
    pairs: await chosenOf(tools, runs, votes, n),
    done: votes.length,
    total: cells.length * pairsOfCell(list),
  };
}

const pairsOfCell = ({ models, count }: ListDocument) =>
  ((models.length * (models.length - 1)) / 2) * count * count;

/** Runs that have something to judge: those of the prompts that were judged least, as many as there are to be pairs, if there are. */
async function runsToJudge(
  tools: NextPairsTools,
  { listId }: ListDocument,
  { cells, votes, n }: { cells: readonly number[]; votes: readonly StoredVote[]; n: number },
): Promise<BlindRun[]> {
  const judged = (cell: number) => votes.filter((vote) => vote.cell === cell).length;
  const order = shuffled(cells, tools.random)
    .map((cell) => ({ cell, count: judged(cell) }))
    .sort((one, other) => one.count - other.count);
  const runs: BlindRun[] = [];
  for (const batch of batchesOf(order, n)) {
    if (runs.length >= n) break;
    const read = await Promise.all(batch.map(({ cell }) => runOfCell(tools, listId, cell)));
    runs.push(...read.filter((run) => run !== undefined).filter((run) => openOf(run, votes).length > 0));
  }
  return runs;
}

async function runOfCell(tools: NextPairsTools, listId: string, n: number): Promise<BlindRun | undefined> {
  const taken = await tools.lists.readCell(listId, n);
  if (taken === undefined) return undefined;
  return readBlindCell(tools, taken.jobId).catch((error: unknown) => {
    if (error instanceof RequestError && NOTHING_THERE.includes(error.code)) return undefined;
    throw error;
  });
}

/** What a voter has not judged of a run. */
function openOf({ job, pictures }: BlindRun, votes: readonly StoredVote[]) {
  const judged = new Set(
    votes.flatMap(({ jobId, left, right }) => (jobId === job.jobId ? [lettersIn(left, right)] : [])),
  );
  return pairsOf(pictures).filter(([one, other]) => !judged.has(lettersIn(one, other)));
}

async function chosenOf(
  tools: NextPairsTools,
  runs: readonly BlindRun[],
  votes: readonly StoredVote[],
  n: number,
): Promise<Pair[]> {
  const sources: Source<BlindPicture>[] = runs.map((run) => ({
    jobId: run.job.jobId,
    open: openOf(run, votes),
  }));
  const judged = votes.map(({ jobId, left, right }) => ({ jobId, pair: [left, right] as const }));
  const chosen = choosePairs(sources, judged, n, tools.random);
  return Promise.all(
    chosen.flatMap((each) =>
      runs.filter(({ job }) => job.jobId === each.jobId).map((run) => shownPair(tools, run, each)),
    ),
  );
}

async function shownPair(
  { pictures, random }: NextPairsTools,
  run: BlindRun,
  { jobId, pair: [one, other] }: Chosen<BlindPicture>,
): Promise<Pair> {
  const addressOf = await failClosed(pictures(run.expiresAt));
  const shown = ({ letter, key }: BlindPicture) => ({
    letter,
    imageUrl: addressOf(key),
    ...blindSize(run.job.parameters.aspectRatio),
  });
  const [left, right] = random() < 0.5 ? [one, other] : [other, one];
  return { jobId, prompt: run.job.prompt, left: shown(left), right: shown(right) };
}
