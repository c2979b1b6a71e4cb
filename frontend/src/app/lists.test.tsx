import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { act, screen, waitFor, within } from '@testing-library/react';
import type { ListCell, ListResponse } from '../../../src/contract/index.ts';
import { listTexts } from '../features/lists/texts.ts';
import { en, type Messages } from '../lib/i18n/en.ts';
import { runKey } from '../lib/run-key.ts';
import { completed, failed, fakeApi, JOB, job, modelsResponse, RETRY } from '../testing/fake-api.ts';
import { flat, leftovers, pseudo } from '../testing/pseudo-language.ts';
import { renderApp } from '../testing/render-app.tsx';

const LIST = '6b1f4c1e-8a53-4f0d-9a5e-3c2b7d9e0f41';
const models = { 'GET /models': () => ({ body: modelsResponse() }) };
const summary = {
  listId: LIST,
  name: 'a red fox',
  createdAt: '2026-11-20T10:00:00.000Z',
  models: [
    { id: '1-one', name: 'ONE' },
    { id: '2-two', name: 'TWO' },
  ],
  count: 1,
  parameters: {},
  blind: true,
  visibility: 'private' as const,
  cellUsd: { low: 0.08, high: 0.12 },
};
const list = (cells: ListCell[], more: Partial<ListResponse> = {}): ListResponse => ({
  ...summary,
  prompts: cells.map(() => ({ text: 'a red fox' })),
  cells,
  spentUsd: 0.08,
  unknownCosts: 0,
  budgetLeftUsd: null,
  ...more,
});
const refusal = (code: string, more: object = {}) => ({ error: 'No.', code, requestId: '', ...more });

describe('The lists of somebody', () => {
  it('are shown, and one is made after its cost, time and limits were told', async () => {
    const requests = fakeApi({
      ...models,
      'GET /lists': () => ({ body: { lists: [{ ...summary, prompts: 3 }], total: 1, nextCursor: null } }),
      'POST /lists': () => ({
        body: { listId: LIST, cells: 2, pictures: 8, estimatedUsd: { low: 0, high: 0 } },
      }),
      [`GET /lists/${LIST}`]: () => ({ body: list([{ n: 0, state: 'open' }]) }),
    });
    const { user, leave } = await renderApp('/lists');
    expect(await screen.findByRole('link', { name: /a red fox.*3 prompts, 2 models/ })).toHaveAttribute(
      'href',
      `/lists/${LIST}`,
    );
    const make = screen.getByRole('button', { name: 'Make the list' });
    expect(make).toBeDisabled();
    await user.type(screen.getByLabelText('Name'), 'Foxes');
    await user.click(screen.getByLabelText('Prompts'));
    await user.paste(`# animals\na {red|blue} fox\n${'a hen '.repeat(1)}`);
    expect(screen.getByText('3 prompts, 1 category')).toBeVisible();
    await user.selectOptions(screen.getByLabelText('Pictures of each model for a prompt'), '2');
    expect(screen.getByText('3 prompts × 2 models × 2 = 12 pictures.')).toBeVisible();
    expect(screen.getByText('They may cost $0.48–$0.72.')).toBeVisible();
    expect(screen.getByText('They take about 1 minute.')).toBeVisible();
    await user.type(screen.getByLabelText(/^Budget of this list/), '0.5');
    expect(screen.getByText(/will stop before the end/)).toBeVisible();
    await user.click(screen.getByLabelText('TWO'));
    await user.type(screen.getByLabelText(/^Seed/), '1.5');
    expect(screen.getByText('A whole number from 0 to 2147483647.')).toBeVisible();
    expect(make).toBeDisabled();
    await user.clear(screen.getByLabelText(/^Seed/));
    await user.type(screen.getByLabelText(/^Seed/), '42');
    await user.click(make);
    await waitFor(() => expect(location.pathname).toBe(`/lists/${LIST}`));
    const sent = requests.find(({ method }) => method === 'POST');
    expect(sent?.body).toEqual({
      name: 'Foxes',
      prompts: [
        { text: 'a red fox', category: 'animals' },
        { text: 'a blue fox', category: 'animals' },
        { text: 'a hen', category: 'animals' },
      ],
      models: ['1-one'],
      count: 2,
      parameters: { seed: 42 },
      blind: true,
      budgetUsd: 0.5,
    });
    leave();
  });

  it('take ready-made prompts and files, and say what is wrong with them', async () => {
    fakeApi({ ...models, 'GET /lists': () => ({ body: { lists: [], total: 0, nextCursor: null } }) });
    const { user, leave } = await renderApp('/lists');
    await screen.findByText('You have no lists yet.');
    await user.selectOptions(screen.getByLabelText('Take a ready-made list'), 'parti');
    expect(await screen.findByText('60 prompts, 10 categories')).toBeVisible();
    await user.selectOptions(screen.getByLabelText('Take a ready-made list'), 'german');
    expect(await screen.findByText('24 prompts, 11 categories')).toBeVisible();
    const text = '{"prompt": "a fox"}\nnothing\n{"prompt": "a fox"}';
    // What jsdom's files cannot do.
    const file = Object.assign(new File([text], 'x.jsonl'), { text: async () => text });
    await user.upload(screen.getByLabelText('Import a file', { selector: 'input' }), file);
    expect(await screen.findByText('Nothing can be made of line 2.')).toBeVisible();
    expect(screen.getByText('1 prompt was there twice and is left out.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Make the list' })).toBeDisabled();
    leave();
  });
});

describe('A list', () => {
  it('is drawn, cell by cell, and stops with a sentence when its budget is used up', async () => {
    let isDrawn = false;
    const cells = (): ListCell[] => [
      isDrawn ? { n: 0, state: 'ended', jobId: JOB, revealed: false, completed: 1 } : { n: 0, state: 'open' },
      { n: 1, state: 'open' },
    ];
    const requests = fakeApi({
      ...models,
      [`GET /lists/${LIST}`]: () => ({ body: list(cells(), { budgetUsd: 0.1 }) }),
      'POST /generate': () => {
        if (isDrawn) return { status: 402, body: refusal('LIST_BUDGET_REACHED') };
        isDrawn = true;
        return { body: { jobId: JOB } };
      },
      [`GET /status/${JOB}`]: () => ({
        body: {
          ...job([completed('1-A', { model: 'A' })]),
          blind: true,
          endedAt: '2026-11-20T10:00:00.000Z',
        },
      }),
    });
    const { user, leave } = await renderApp(`/lists/${LIST}`);
    await user.click(await screen.findByRole('button', { name: 'Start drawing' }));
    expect(
      await screen.findByText(/budget of this list is used up. Stopped./, {}, { timeout: 5000 }),
    ).toBeVisible();
    expect(screen.getByText('1 of 2 prompts drawn')).toBeVisible();
    expect(screen.getByText('Spent: $0.08 of $0.10')).toBeVisible();
    const sent = requests.filter(({ path }) => path === '/generate');
    expect(sent.map(({ body }) => body)).toContainEqual({ cell: { listId: LIST, n: 1 } });
    expect(sent[0]?.headers['x-run-key']).toBe(runKey());
    expect(await screen.findByRole('img', { name: 'A: a red fox' })).toBeVisible();
    expect(screen.getByText('Not drawn yet')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Go on drawing' })).toBeVisible();
    leave();
  });

  it('shows each picture under its model once that is told, failures as well', async () => {
    let isRevealed = false;
    fakeApi({
      ...models,
      [`GET /lists/${LIST}`]: () => ({
        body: list([
          { n: 0, state: 'ended', jobId: JOB, revealed: isRevealed, completed: 1, failed: 1, refused: 1 },
          { n: 1, state: 'deleted', jobId: RETRY },
        ]),
      }),
      [`GET /status/${JOB}`]: () => ({
        body: {
          ...job([completed('1-one'), failed('2-two', 'PROMPT_REFUSED')]),
          endedAt: '2026-11-20T10:00:00.000Z',
        },
      }),
      [`POST /runs/${JOB}/reveal`]: () => {
        isRevealed = true;
        return { body: { jobId: JOB, revealedAt: '2026-11-20T10:00:00.000Z', letters: [] } };
      },
    });
    const { user, leave } = await renderApp(`/lists/${LIST}`);
    const table = within(await screen.findByRole('table'));
    expect(table.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual([
      'Prompt',
      'Pictures, in an order drawn by chance',
    ]);
    expect(screen.getByText('Everything is drawn.')).toBeVisible();
    expect(screen.getByText('1 picture, 1 failed, 1 of them refused')).toBeVisible();
    expect(screen.getByText('Deleted')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Tell which model drew what' }));
    expect(await table.findByRole('columnheader', { name: 'TWO' })).toBeVisible();
    expect(await screen.findByRole('link', { name: 'Open the run' })).toHaveAttribute('href', `/r/${JOB}`);
    const row = within(table.getAllByRole('row')[1] as HTMLElement);
    expect(row.getAllByRole('cell').map(({ textContent }) => textContent)).toEqual([
      '',
      expect.stringMatching(/refused/i),
    ]);
    leave();
  });

  it('waits where limits say so, and is paused', async () => {
    fakeApi({
      ...models,
      [`GET /lists/${LIST}`]: () => ({ body: list([{ n: 0, state: 'open' }]) }),
      'POST /generate': () => ({ status: 429, body: refusal('RATE_LIMITED', { retryAfter: 60 }) }),
    });
    const { user, leave } = await renderApp(`/lists/${LIST}`);
    await user.click(await screen.findByRole('button', { name: 'Start drawing' }));
    expect(await screen.findByText(/Waiting until .*, then it goes on by itself/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Pause' }));
    expect(screen.getByRole('button', { name: 'Start drawing' })).toBeVisible();
    leave();
  });

  it('is deleted once that is confirmed; one that is not there says so', async () => {
    let isThere = true;
    fakeApi({
      ...models,
      'GET /lists': () => ({ body: { lists: [], total: 0, nextCursor: null } }),
      [`GET /lists/${LIST}`]: () =>
        isThere
          ? { body: list([{ n: 0, state: 'open' }]) }
          : { status: 404, body: refusal('LIST_NOT_FOUND') },
      [`DELETE /lists/${LIST}`]: () => {
        isThere = false;
        return { status: 202, body: { listId: LIST } };
      },
    });
    const { user, leave } = await renderApp(`/lists/${LIST}`);
    await user.click(await screen.findByRole('button', { name: 'Delete the list' }));
    await user.click(screen.getByRole('button', { name: 'Keep it' }));
    await user.click(screen.getByRole('button', { name: 'Delete the list' }));
    await user.click(screen.getByRole('button', { name: 'Delete it now' }));
    expect(await screen.findByText('You have no lists yet.')).toBeVisible();
    leave();
    const again = await renderApp(`/lists/${LIST}`);
    expect(await screen.findByText('This list is not here')).toBeVisible();
    again.leave();
  });
});

describe('Every text of lists', () => {
  const { en: before } = listTexts;
  beforeAll(() => {
    listTexts.en = pseudo(before);
  });
  afterAll(() => {
    listTexts.en = before;
  });

  it('comes from the language', async () => {
    const cells: ListCell[] = [
      { n: 0, state: 'ended', jobId: JOB, revealed: false, completed: 1, failed: 0, refused: 0 },
      { n: 1, state: 'open' },
    ];
    fakeApi({
      ...models,
      'GET /lists': () => ({ body: { lists: [{ ...summary, prompts: 3 }], total: 1, nextCursor: null } }),
      [`GET /lists/${LIST}`]: () => ({ body: list(cells, { budgetUsd: 1, unknownCosts: 1 }) }),
      [`GET /status/${JOB}`]: () => ({ body: job([completed('1-one')]) }),
      'POST /generate': () => ({ status: 429, body: refusal('RATE_LIMITED', { retryAfter: 60 }) }),
    });
    const texts = pseudo<Messages>(en);
    const lists = await renderApp('/lists', 'en', texts);
    const t = listTexts.en;
    await screen.findByText(/a red fox/);
    await lists.user.click(screen.getByLabelText(t.prompts));
    await lists.user.paste('a red fox\na red fox');
    await lists.user.type(screen.getByLabelText(t.budget), '0');
    expect(leftovers()).toEqual([]);
    lists.leave();
    const one = await renderApp(`/lists/${LIST}`, 'en', texts);
    await one.user.click(await screen.findByRole('button', { name: t.goOn }));
    await screen.findByRole('button', { name: t.pause });
    await one.user.click(screen.getByRole('button', { name: t.delete }));
    await act(async () => undefined);
    expect(leftovers()).toEqual([]);
    one.leave();
  });

  it('is translated', () => {
    const english = flat(before);
    const same = [...flat(listTexts.de)].filter(([name, text]) => english.get(name) === text);
    expect(same).toEqual([]);
    expect(listTexts.de.progress(1, 2)).toBe('1 von 2 Prompts gezeichnet');
    expect(listTexts.de.tooMany(1234, 200)).toMatch(/^Das wären 1\.234 Prompts/);
  });
});
