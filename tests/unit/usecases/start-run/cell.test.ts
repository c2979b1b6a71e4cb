import { describe, expect, it } from '@jest/globals';
import { type Cell, cellOf, listQuotas } from '../../../../src/usecases/start-run/cell.ts';
import { LIST_ID, LIST_KEY, listDocument } from '../../../helpers/list-documents.ts';
import { refusalOf } from '../../../helpers/refusal.ts';

const list = listDocument({ count: 2, parameters: { seed: 7 }, budgetUsd: 0.5 });
const tools = {
  keptDays: 30,
  lists: { find: async () => list, takeCell: async () => ({ jobId: 'unused' }) },
};
const who = { runKey: LIST_KEY };
const cell = { listId: LIST_ID, n: 0 };

describe('a request for a cell', () => {
  it('asks for what its list says', async () => {
    expect(await cellOf(tools, { request: { cell }, ...who })).toEqual({
      ...cell,
      category: 'animals',
      list,
      request: {
        seed: 7,
        prompt: 'a red fox',
        models: ['1-model-1', '2-model-2'],
        count: 2,
        blind: false,
        visibility: 'private',
      },
    });
    expect(await cellOf(tools, { request: { cell: { ...cell, n: 1 } }, ...who })).not.toHaveProperty(
      'category',
    );
  });

  it('may have the address that old clients send, and nothing else', async () => {
    await expect(cellOf(tools, { request: { cell, ip: '192.0.2.1' }, ...who })).resolves.toBeDefined();
    const refusal = await refusalOf(cellOf(tools, { request: { cell, seed: 7 }, ...who }));
    expect(refusal.details).toEqual([
      { field: 'cell', message: 'cell says it all, from the list: leave out seed.' },
    ]);
  });

  it('is none where there is no cell', async () => {
    expect(await cellOf(tools, { request: { prompt: 'a fox' } })).toBeUndefined();
  });
});

describe('what a list allows a cell', () => {
  const quotas = (budgetUsd: number | undefined, reservedUsd: number) =>
    listQuotas({ ...cell, list: { ...list, budgetUsd }, request: {} } as Cell, 30, reservedUsd);

  it('is its budget, for as long as there can be the list', () => {
    expect(quotas(0.5, 0.08)).toEqual([
      {
        key: `spend#list#${LIST_ID}`,
        amount: 80_000,
        limit: 500_000,
        window: { id: LIST_ID, endsAt: Date.parse('2026-12-20T12:00:00.000Z') },
        code: 'LIST_BUDGET_REACHED',
        refusal: expect.stringContaining('budget of this list'),
      },
    ]);
  });

  it('is everything without a budget, or where nothing is paid', () => {
    expect([quotas(undefined, 0.08), quotas(0.5, 0), listQuotas(undefined, 30, 0.08)]).toEqual([[], [], []]);
  });
});
