import { randomUUID } from 'node:crypto';
import { readListsEnv } from '../config/env.ts';
import { createContentFilter } from '../content-filter/content-filter.ts';
import { type ApiHandler, apiHandler, methodOf, pathOf } from '../http/api-handler.ts';
import { readRequester, readRunKeyHash, requireRequester } from '../http/read-input.ts';
import { readCreateListRequest, readListsQuery } from '../http/read-list-input.ts';
import { accepted, fresh } from '../http/respond.ts';
import { createLog } from '../lib/logger.ts';
import { listStore } from '../store/list-store.ts';
import { createList } from '../usecases/lists/create-list.ts';
import { getList } from '../usecases/lists/get-list.ts';
import { deleteList, listLists } from '../usecases/lists/own-lists.ts';
import { atStart } from './at-start.ts';
import { gate } from './gate.ts';
import { knowing } from './known-models.ts';
import { ownerTools } from './owner-tools.ts';
import { slotsOf } from './setup.ts';

const log = createLog('lists');

const use = atStart(() => {
  const { objects, tools: owners } = ownerTools(log);
  const { table, models } = readListsEnv();
  const tools = { ...owners, lists: listStore(objects), newId: randomUUID, ...createContentFilter() };
  return {
    create: knowing(slotsOf(models), { table, log }, (slots) => createList({ ...tools, slots })),
    get: getList(tools),
    list: listLists(tools),
    delete: deleteList(tools),
  };
});

const options = { log, ...gate() } as const;
const ofAll = { method: ['GET', 'POST'], ...options } as const;
const ofOne = { method: ['GET', 'DELETE'], ...options } as const;

/** `POST /lists` */
const create = apiHandler({ who: { scope: 'draw' }, ...ofAll }, async (request) => {
  const createNow = await use().create();
  const { sourceAddress: address, caller } = request;
  const runKeyHash = readRunKeyHash(request);
  return fresh(
    await createNow({ request: readCreateListRequest(request), address, owner: caller.id, runKeyHash }),
  );
});

/** `GET /lists` */
const list = apiHandler({ who: { scope: 'read' }, ...ofAll }, async (request) =>
  fresh(await use().list(requireRequester(request), readListsQuery(request))),
);

/** `GET /lists/{listId}` */
const read = apiHandler({ who: { scope: 'read' }, ...ofOne }, async (request) =>
  fresh(await use().get(request.pathParameters.listId ?? '', readRequester(request))),
);

/** `DELETE /lists/{listId}` */
const remove = apiHandler({ who: { scope: 'manage' }, ...ofOne }, async (request) => {
  const { pathParameters, sourceAddress: address } = request;
  const { listId = '' } = pathParameters;
  return accepted(await use().delete({ listId, address, ...readRequester(request) }));
});

export const handler: ApiHandler = (event, context) => {
  const isOne = pathOf(event).endsWith('/{listId}');
  const method = methodOf(event);
  if (isOne) return (method === 'DELETE' ? remove : read)(event, context);
  return (method === 'POST' ? create : list)(event, context);
};
