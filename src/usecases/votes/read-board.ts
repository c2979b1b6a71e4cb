import { MOST_BOARD_VOTES } from '../../contract/constants.ts';
import type { BoardQuery, BoardResponse, Outcome } from '../../contract/index.ts';
import { RequestError } from '../../errors.ts';
import type { ListStore } from '../../store/list-store.ts';
import type { StoredVote, VoteStore } from '../../store/vote-store.ts';
import { failClosed } from '../limits/rate-limiter.ts';
import { seenList } from '../own-list.ts';
import { isJudging, withoutNames } from './hidden-names.ts';
import { type KeptPicturesTools, keptPictures } from './kept-pictures.ts';
import { type BoardTools, boardOfList, boardOfRuns, type Voting, voterOf } from './voter.ts';

const DAY_MS = 86_400_000;
/** The numbers that outcomes have; what was skipped says nothing. */
const OUTCOME_NUMBERS: Partial<Record<Outcome, number>> = { left: 0, right: 1, tie: 2, both_bad: 3 };

export interface ReadBoardTools extends BoardTools, KeptPicturesTools {
  votes: Pick<VoteStore, 'ofBoard' | 'ofVoter'>;
  lists: Pick<ListStore, 'find'>;
}

/**
 * All votes on runs, or on a list, as numbers.
 * @throws RequestError LIST_NOT_FOUND, for somebody else's private one too; DISPATCH_FAILED if a store is unavailable
 */
export function readBoard(tools: ReadBoardTools) {
  return async (voting: Voting, { list, names, pictures }: BoardQuery = {}): Promise<BoardResponse> => {
    const board = list === undefined ? boardOfRuns(tools, voting) : boardOfList(list);
    if (list !== undefined) await requireBoard(tools, list, voting);
    const { votes, more } = await failClosed(tools.votes.ofBoard(board, MOST_BOARD_VOTES));
    const me = voterOf(voting);
    const own = votes.filter(({ voter }) => voter === me);
    const hidden = names !== undefined && (await failClosed(isJudging(tools, own)));
    const { count, placesOf, ...columns } = columnsOf(hidden ? votes.map(withoutNames(board)) : votes, me);
    const are = tools.isOpen ? 'browsers' : 'people';
    if (hidden) {
      const models = columns.models.map((_, place) => ({ id: String(place + 1), name: String(place + 1) }));
      return { ...columns, models, hidden, voters: { count, are }, complete: !more };
    }
    const shown = list === undefined ? own : votes;
    return {
      ...columns,
      ...(pictures !== undefined && { pictures: await failClosed(keptPictures(tools, shown, placesOf)) }),
      voters: { count, are },
      complete: !more,
    };
  };
}

/** Votes outlive their list: whoever has voted on it may see its board, also when it is gone. @throws RequestError LIST_NOT_FOUND */
async function requireBoard(tools: ReadBoardTools, list: string, voting: Voting): Promise<void> {
  try {
    await seenList(tools, list, voting);
  } catch (error) {
    if (!(error instanceof RequestError) || error.code !== 'LIST_NOT_FOUND') throw error;
    const voter = voterOf(voting);
    const own =
      voter === undefined ? [] : await failClosed(tools.votes.ofVoter({ board: boardOfList(list), voter }));
    if (own.length === 0) throw error;
  }
}

/** @param me the voter who asks */
function columnsOf(all: readonly StoredVote[], me: string | undefined) {
  const votes = all
    .filter(({ outcome }) => OUTCOME_NUMBERS[outcome] !== undefined)
    .toSorted((one, other) => (one.votedAt < other.votedAt ? -1 : 1));
  const names = new Map(
    votes.flatMap(({ left, right }) => [left, right]).map(({ modelId, model }) => [modelId, model]),
  );
  const models = [...names].map(([id, name]) => ({ id, name })).sort((a, b) => (a.id < b.id ? -1 : 1));
  const placeOf = numbersOf(models.map(({ id }) => id));
  const prompts = new Map(votes.map((vote) => [vote.prompt, vote]));
  const promptOf = numbersOf([...prompts.keys()]);
  const voters = [...new Set(votes.map(({ voter }) => voter))];
  const numberOf = numbersOf([me ?? '', ...voters.filter((voter) => voter !== me)]);
  const [first] = votes;
  const firstDay = first === undefined ? null : first.votedAt.slice(0, 10);
  const begin = Date.parse(firstDay ?? '');
  const column = (numberIn: (vote: StoredVote) => number | undefined) =>
    votes.map((vote) => numberIn(vote) ?? 0);
  return {
    placesOf: ({ prompt, modelId }: { prompt: string; modelId: string }) => ({
      prompt: promptOf.get(prompt) ?? 0,
      model: placeOf.get(modelId) ?? 0,
    }),
    models,
    prompts: [...prompts.values()].map(({ cell, category }, place) => ({
      id: String(cell ?? place + 1),
      ...(cell !== undefined && { cell }),
      ...(category !== undefined && { category }),
    })),
    count: voters.length,
    firstDay,
    votes: {
      left: column(({ left }) => placeOf.get(left.modelId)),
      right: column(({ right }) => placeOf.get(right.modelId)),
      outcome: column(({ outcome }) => OUTCOME_NUMBERS[outcome]),
      prompt: column(({ prompt }) => promptOf.get(prompt)),
      voter: column(({ voter }) => numberOf.get(voter)),
      day: column(({ votedAt }) => Math.floor((Date.parse(votedAt) - begin) / DAY_MS)),
    },
  };
}

const numbersOf = (names: readonly string[]) => new Map(names.map((name, place) => [name, place]));
