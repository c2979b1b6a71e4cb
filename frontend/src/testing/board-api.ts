import { boardData, listFacts } from './board-data.ts';
import { fakeApi, JOB, job, modelsResponse, RETRY } from './fake-api.ts';

export const LIST = '6b1f4c1e-8a53-4f0d-9a5e-3c2b7d9e0f41';
export const NO_VOTES = {
  ...boardData(),
  firstDay: null,
  votes: { left: [], right: [], outcome: [], prompt: [], voter: [], day: [] },
};
const [first, second] = listFacts().prompts;

/** An API with this board. */
export const withBoard = (board: object, more: Parameters<typeof fakeApi>[0] = {}) =>
  fakeApi({
    'GET /models': () => ({ body: modelsResponse() }),
    'GET /board': () => ({ body: board }),
    ...more,
  });
/** A list of three prompts: two runs are told, one of them from another browser, one is still blind. */
export const withList = (board: object = boardData()) =>
  withBoard(board, {
    [`GET /lists/${LIST}`]: () => ({
      body: {
        name: 'Füchse',
        prompts: [{ text: 'a red fox', category: 'animals' }, { text: 'a red fox' }, { text: 'a red fox' }],
        cells: [
          { n: 0, state: 'ended', jobId: JOB, revealed: true },
          { n: 1, state: 'ended', jobId: RETRY, revealed: true },
          { n: 2, state: 'ended', jobId: LIST, revealed: false },
        ],
      },
    }),
    [`GET /status/${JOB}`]: () => ({ body: first?.run ?? job([]) }),
    [`GET /status/${RETRY}`]: () => ({ body: second?.run ?? job([]) }),
  });
