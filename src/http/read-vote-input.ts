import { isBoardQuery, isNextPairsQuery, isRunKey, isVoteRequest } from '../contract/generated/validators.js';
import type { BoardQuery, NextPairsQuery, VoteRequest } from '../contract/index.ts';
import { invalidField } from '../errors.ts';
import {
  type JsonRequest,
  readHeader,
  readJsonBody,
  readRequester,
  valid,
  type WithHeaders,
  type WithQuery,
} from './read-input.ts';
import type { ApiRequest } from './types.ts';

/** The checked body of `POST /votes`. @throws RequestError */
export const readVoteRequest = (request: JsonRequest): VoteRequest =>
  valid(readJsonBody(request), isVoteRequest);

/** The checked query of `GET /votes/next`. @throws RequestError */
export function readNextPairsQuery({ query }: WithQuery): NextPairsQuery {
  const { n, ...others } = query;
  const number = n === undefined ? {} : { n: /^-?\d{1,9}$/.test(n) ? Number(n) : n };
  return valid({ ...others, ...number }, isNextPairsQuery);
}

/** The checked query of `GET /board`. @throws RequestError */
export const readBoardQuery = ({ query }: WithQuery): BoardQuery => valid({ ...query }, isBoardQuery);

type Request = WithHeaders & Pick<ApiRequest, 'caller'>;

/** Who votes, and on whose behalf. @throws RequestError INVALID_PARAMETER if a key of its headers cannot be one */
export function readVoting(request: Request) {
  const form = '22 to 128 letters, digits, hyphens or underscores';
  return { ...readRequester(request), voterKey: readHeader(request, 'X-Voter', isRunKey, form) };
}

/** The same, of somebody. @throws RequestError INVALID_PARAMETER */
export function requireVoting(request: Request) {
  const voting = readVoting(request);
  const { owner, runKey, voterKey } = voting;
  if ([owner, runKey, voterKey].some((each) => each !== undefined)) return voting;
  throw invalidField('X-Voter', 'X-Voter is missing: a key of whoever votes.');
}
