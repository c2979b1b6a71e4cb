import { type Static, Type } from 'typebox';
import { JobId, jobIdOf, RunKey } from './common.ts';
import { MOST_PAIRS, OUTCOMES } from './constants.ts';
import { EXAMPLE_RUN } from './examples.ts';
import { operation } from './operation.ts';

const Letter = Type.String({
  pattern: '^[A-Z]{1,2}$',
  description: 'What stands for a picture of a blind run, as `GET /status` tells it in `model`.',
});

const Outcome = Type.Enum([...OUTCOMES], {
  description: 'Which picture is better; `tie`: neither; `both_bad`: neither is any good; `skip`: no answer.',
});
export type Outcome = (typeof OUTCOMES)[number];

export const VoteId = Type.String({
  pattern: '^[0-9a-f-]{36}_[A-Z]{1,2}_[A-Z]{1,2}$',
  description: 'Of one voter: that of others on the same pictures has the same id.',
});

export const VoteRequest = Type.Object(
  {
    jobId: jobIdOf('A run that was drawn blind, has ended, and is not revealed; also one of a list.'),
    left: Letter,
    right: Letter,
    outcome: Outcome,
    decisionMs: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 86_400_000,
        description: 'Milliseconds from when both pictures were shown.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type VoteRequest = Static<typeof VoteRequest>;

export const VoteResponse = Type.Object(
  { voteId: VoteId, jobId: JobId, left: Letter, right: Letter, outcome: Outcome },
  { additionalProperties: false },
);
export type VoteResponse = Static<typeof VoteResponse>;

const byVoter = {
  'X-Run-Key': { schema: RunKey, description: 'The key of the run. In a closed stack, a person needs none.' },
  'X-Voter': {
    schema: RunKey,
    description:
      'Whose vote it is, in an open stack: a run key of one’s own. Without it, that of whoever has `X-Run-Key`; one of the two is needed there.',
  },
};

const EXAMPLE_VOTE = {
  voteId: `${EXAMPLE_RUN.jobId}_A_B`,
  jobId: EXAMPLE_RUN.jobId,
  left: 'B',
  right: 'A',
  outcome: 'left',
} as const;

export const addVote = operation({
  operationId: 'addVote',
  route: 'POST /votes',
  tag: 'votes',
  summary:
    'Say which of two pictures of a blind run is better, once for each two. Repeating it changes nothing.',
  headers: byVoter,
  request: {
    schema: VoteRequest,
    examples: {
      'the left one': { jobId: EXAMPLE_RUN.jobId, left: 'B', right: 'A', outcome: 'left', decisionMs: 2100 },
      'neither is any good': { jobId: EXAMPLE_RUN.jobId, left: 'B', right: 'A', outcome: 'both_bad' },
    },
  },
  response: {
    description: 'The vote that is kept.',
    schema: VoteResponse,
    example: EXAMPLE_VOTE,
    links: { undo: { operationId: 'undoVote', parameters: { voteId: '$response.body#/voteId' } } },
  },
  errors: [
    'JOB_NOT_FOUND',
    'RUN_NOT_ENDED',
    'RUN_REVEALED',
    'ALREADY_VOTED',
    'RUN_DELETED',
    'RUN_EXPIRED',
    'RATE_LIMITED',
    'DISPATCH_FAILED',
  ],
});

export const UndoVoteResponse = Type.Object({ voteId: VoteId }, { additionalProperties: false });
export type UndoVoteResponse = Static<typeof UndoVoteResponse>;

export const undoVote = operation({
  operationId: 'undoVote',
  route: 'DELETE /votes/{voteId}',
  tag: 'votes',
  summary: 'Take a vote of one’s own back, within ten minutes, and before the run is revealed.',
  path: { voteId: { schema: VoteId, description: 'The vote.' } },
  headers: byVoter,
  response: {
    status: 202,
    description: 'The two pictures can be judged again.',
    schema: UndoVoteResponse,
    example: { voteId: EXAMPLE_VOTE.voteId },
  },
  errors: [
    'VOTE_NOT_FOUND',
    'VOTE_FINAL',
    'RUN_REVEALED',
    'RUN_DELETED',
    'RUN_EXPIRED',
    'RATE_LIMITED',
    'DISPATCH_FAILED',
  ],
});

export const NextPairsQuery = Type.Object(
  {
    jobId: Type.Optional(jobIdOf('A run that was drawn blind.')),
    list: Type.Optional(jobIdOf('Instead of a run: a list of prompts, whose cells were drawn blind.')),
    n: Type.Optional(
      Type.Integer({ minimum: 1, maximum: MOST_PAIRS, default: 5, description: 'Pairs at most.' }),
    ),
  },
  { additionalProperties: false },
);
export type NextPairsQuery = Static<typeof NextPairsQuery>;

const Side = Type.Object(
  {
    letter: Letter,
    imageUrl: Type.String(),
    width: Type.Integer({ minimum: 1 }),
    height: Type.Integer({ minimum: 1 }),
  },
  { additionalProperties: false },
);

export const Pair = Type.Object(
  { jobId: JobId, prompt: Type.String(), left: Side, right: Side },
  { additionalProperties: false },
);
export type Pair = Static<typeof Pair>;

export const NextPairsResponse = Type.Object(
  {
    pairs: Type.Array(Pair, {
      description:
        'Pictures of different models that the voter has not judged, of those prompts and models first that the voter has seen least; sides are drawn by a coin.',
    }),
    done: Type.Integer({ minimum: 0, description: 'Pairs that the voter has judged.' }),
    total: Type.Integer({
      minimum: 0,
      description:
        'Pairs that there are; of a list, if every picture of the cells that were started was drawn.',
    }),
  },
  { additionalProperties: false },
);
export type NextPairsResponse = Static<typeof NextPairsResponse>;

const pictureAt = (letter: string, name: string) => ({
  letter,
  imageUrl: `https://d111111abcdef8.cloudfront.net/images/${EXAMPLE_RUN.jobId}/blind-${name}.webp`,
  width: 1024,
  height: 576,
});

export const nextPairs = operation({
  operationId: 'nextPairs',
  route: 'GET /votes/next',
  tag: 'votes',
  summary: 'Pairs of pictures to judge next. Nothing of it tells whose they are.',
  query: NextPairsQuery,
  headers: byVoter,
  response: {
    description: 'None where all have been judged.',
    schema: NextPairsResponse,
    example: {
      pairs: [
        {
          jobId: EXAMPLE_RUN.jobId,
          prompt: EXAMPLE_RUN.prompt,
          left: pictureAt('B', 'cb5e0e1c-4b0e-4d5c-8f43-0f2f4a3d2c11'),
          right: pictureAt('A', '0c1d9a77-6f0e-4e0b-9a55-7d9b1b2c3d4e'),
        },
      ],
      done: 0,
      total: 1,
    },
  },
  errors: [
    'JOB_NOT_FOUND',
    'LIST_NOT_FOUND',
    'RUN_NOT_ENDED',
    'RUN_REVEALED',
    'RUN_DELETED',
    'RUN_EXPIRED',
    'DISPATCH_FAILED',
  ],
});
