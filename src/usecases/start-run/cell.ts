import type { GenerateRequest } from '../../contract/index.ts';
import { invalidField } from '../../errors.ts';
import type { CellOfList, ListDocument } from '../../store/documents.ts';
import type { ListStore } from '../../store/list-store.ts';
import { microDollars, tableKeys } from '../../store/table-keys.ts';
import { expiresAfter } from '../expiry.ts';
import type { Quota, QuotaCode } from '../limits/quotas.ts';
import { ownList } from '../own-list.ts';
import type { Requester } from '../requester.ts';

/** A prompt of a list that is to be drawn. */
export interface Cell extends CellOfList {
  list: ListDocument;
  /** What its run is asked for. */
  request: GenerateRequest;
}

export interface CellTools {
  lists: Pick<ListStore, 'find' | 'takeCell'>;
  /** Days that everything is kept for. */
  keptDays: number;
}

/**
 * The cell that a request is for; `undefined` for a request that says itself what to draw. Only whom the list belongs to may draw.
 * @throws RequestError LIST_NOT_FOUND; INVALID_PARAMETER if there is no such prompt, or if the request says more
 */
export async function cellOf(
  tools: CellTools,
  { request, ...who }: Requester & { request: GenerateRequest },
): Promise<Cell | undefined> {
  const { cell, ip: _ip, ...others } = request;
  if (cell === undefined) return undefined;
  const [other] = Object.keys(others);
  if (other !== undefined) {
    throw invalidField('cell', `cell says it all, from the list: leave out ${other}.`);
  }
  const { listId, n } = cell;
  const list = await ownList(tools, listId, who);
  const prompt = list.prompts[n];
  if (prompt === undefined) {
    throw invalidField('cell', `The list has ${list.prompts.length} prompts, counted from 0.`);
  }
  const { text, category } = prompt;
  const { models, count, parameters, blind, visibility } = list;
  return {
    listId,
    n,
    ...(category !== undefined && { category }),
    list,
    request: { ...parameters, prompt: text, models: models.map(({ id }) => id), count, blind, visibility },
  };
}

/** What its list allows a cell; nothing where the list has no budget, or nothing is paid. */
export function listQuotas(
  cell: Cell | undefined,
  keptDays: number,
  reservedUsd: number,
): Quota<QuotaCode>[] {
  const amount = microDollars(reservedUsd);
  if (cell?.list.budgetUsd === undefined || amount === 0) return [];
  const { listId, budgetUsd, createdAt } = cell.list;
  return [
    {
      key: tableKeys.listSpend(listId),
      amount,
      limit: microDollars(budgetUsd),
      // As long as there can be the list.
      window: { id: listId, endsAt: Date.parse(expiresAfter(createdAt, keptDays)) },
      code: 'LIST_BUDGET_REACHED',
      refusal:
        'What is left of the budget of this list is too little for another prompt. Nothing more of it is drawn.',
    },
  ];
}
