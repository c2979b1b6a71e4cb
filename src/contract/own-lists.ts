import { type Static, Type } from 'typebox';
import { ListId } from './common.ts';
import { GalleryCursor } from './gallery.ts';
import { EXAMPLE_SUMMARY, keyOfList, listSummary, ofList } from './lists.ts';
import { operation } from './operation.ts';

export const ListSummary = Type.Object(
  { ...listSummary, prompts: Type.Integer({ minimum: 1, description: 'How many.' }) },
  { additionalProperties: false },
);
export type ListSummary = Static<typeof ListSummary>;

export const ListsQuery = Type.Object(
  {
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 50, default: 24, description: 'Lists per page.' }),
    ),
    cursor: Type.Optional(GalleryCursor),
  },
  { additionalProperties: false },
);
export type ListsQuery = Static<typeof ListsQuery>;

export const ListsResponse = Type.Object(
  {
    lists: Type.Array(ListSummary, { description: 'Newest first.' }),
    total: Type.Integer({ minimum: 0, description: 'How many this page holds.' }),
    nextCursor: Type.Union([GalleryCursor, Type.Null()]),
  },
  { additionalProperties: false },
);
export type ListsResponse = Static<typeof ListsResponse>;

export const DeleteListResponse = Type.Object({ listId: ListId }, { additionalProperties: false });
export type DeleteListResponse = Static<typeof DeleteListResponse>;

export const listLists = operation({
  operationId: 'listLists',
  route: 'GET /lists',
  tag: 'lists',
  summary: 'The lists of a person, or in an open stack of a key, newest first.',
  query: ListsQuery,
  headers: { 'X-Run-Key': keyOfList },
  response: {
    description: 'One page. A key that nobody has used has no lists.',
    schema: ListsResponse,
    example: { lists: [{ ...EXAMPLE_SUMMARY, prompts: 2 }], total: 1, nextCursor: null },
    links: { next: { operationId: 'listLists', parameters: { cursor: '$response.body#/nextCursor' } } },
  },
  errors: ['INVALID_CURSOR', 'DISPATCH_FAILED'],
});

export const deleteList = operation({
  operationId: 'deleteList',
  route: 'DELETE /lists/{listId}',
  tag: 'lists',
  summary:
    'Delete a list with its prompts, so that no cell of it can be started any more. Its runs stay: each is deleted by `DELETE /runs/{jobId}`.',
  path: ofList,
  headers: { 'X-Run-Key': keyOfList },
  response: {
    status: 202,
    description: 'The list is gone.',
    schema: DeleteListResponse,
    example: { listId: EXAMPLE_SUMMARY.listId },
  },
  errors: ['LIST_NOT_FOUND', 'RATE_LIMITED', 'DISPATCH_FAILED'],
});
