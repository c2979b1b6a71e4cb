import { randomInt } from 'node:crypto';
import { dynamoVoteStore } from '../aws/dynamo-vote-store.ts';
import { readAccess, readPicturesEnv, readVotesEnv } from '../config/env.ts';
import { type ApiHandler, apiHandler, pathOf } from '../http/api-handler.ts';
import {
  readBoardQuery,
  readNextPairsQuery,
  readVoteRequest,
  readVoting,
  requireVoting,
} from '../http/read-vote-input.ts';
import { accepted, fresh } from '../http/respond.ts';
import { createLog } from '../lib/logger.ts';
import { keptStore } from '../store/kept-store.ts';
import { listStore } from '../store/list-store.ts';
import { addVote } from '../usecases/votes/add-vote.ts';
import { nextPairs } from '../usecases/votes/next-pairs.ts';
import { readBoard } from '../usecases/votes/read-board.ts';
import { undoVote } from '../usecases/votes/undo-vote.ts';
import { atStart } from './at-start.ts';
import { gate } from './gate.ts';
import { ownerTools } from './owner-tools.ts';
import { pictureAddresses } from './picture-addresses.ts';

const RANDOM = 2 ** 47;

const log = createLog('votes');
const options = { log, ...gate() } as const;

const use = atStart(() => {
  const { objects, tools: owners } = ownerTools(log);
  const tools = {
    ...owners,
    kept: keptStore(objects),
    lists: listStore(objects),
    votes: dynamoVoteStore({ table: readVotesEnv().votesTable }),
    pictures: pictureAddresses(readPicturesEnv()),
    isOpen: readAccess().mode === 'open',
    random: () => randomInt(RANDOM) / RANDOM,
  };
  return {
    add: addVote(tools),
    undo: undoVote(tools),
    next: nextPairs(tools),
    board: readBoard(tools),
  };
});

/** `POST /votes` */
const add = apiHandler({ method: 'POST', who: { scope: 'vote' }, ...options }, async (request) => {
  const { sourceAddress: address } = request;
  return fresh(await use().add({ vote: readVoteRequest(request), address, ...requireVoting(request) }));
});

/** `DELETE /votes/{voteId}` */
const undo = apiHandler({ method: 'DELETE', who: { scope: 'vote' }, ...options }, async (request) => {
  const { sourceAddress: address, pathParameters } = request;
  const { voteId = '' } = pathParameters;
  return accepted(await use().undo({ voteId, address, ...requireVoting(request) }));
});

/** `GET /votes/next` */
const next = apiHandler({ method: 'GET', who: { scope: 'vote' }, ...options }, async (request) =>
  fresh(await use().next(readNextPairsQuery(request), requireVoting(request))),
);

/** `GET /board` */
const board = apiHandler({ method: 'GET', who: { scope: 'read' }, ...options }, async (request) =>
  fresh(await use().board(readVoting(request), readBoardQuery(request))),
);

const others: Record<string, ApiHandler> = {
  '/votes/{voteId}': undo,
  '/votes/next': next,
  '/board': board,
};

export const handler: ApiHandler = (event, context) => (others[pathOf(event)] ?? add)(event, context);
