import { beforeEach, describe, expect, it } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { createQueryClient } from '../lib/query-client.ts';
import { LIST, NO_VOTES, withBoard, withList } from '../testing/board-api.ts';
import { boardData } from '../testing/board-data.ts';
import { JOB, RETRY } from '../testing/fake-api.ts';
import { installWorkers } from '../testing/in-thread-worker.ts';
import { renderApp } from '../testing/render-app.tsx';
import { textOfFile, watchSavedFiles } from '../testing/saved-files.ts';
import { prepareBoard } from './board-route.tsx';

/** What the cells of a table say, row by row. */
const rowsOf = async (table: string) =>
  within(await screen.findByRole('region', { name: table }))
    .getAllByRole('row')
    .map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent));

let workers: ReturnType<typeof installWorkers>;
beforeEach(() => {
  workers = installWorkers();
});

describe('The board', () => {
  it('shows the models in their order, with intervals, chances and counts', async () => {
    const requests = withBoard(boardData());
    const { leave } = await renderApp('/board');
    await screen.findByText(/^ONE is the best one: it is picked in \d+% \(\d+% to \d+%\)\.$/);
    const [head, ...rows] = await rowsOf('The order');
    expect(head?.slice(0, 4)).toEqual(['Rank', 'Model', 'Picked', 'Strength']);
    expect(rows.map(([rank, model]) => [rank, model])).toEqual([
      ['1', 'ONE'],
      ['2', 'TWO'],
      ['3', 'THREE'],
    ]);
    expect(rows[0]?.[3]).toMatch(/^1\d\d\d \(1\d\d\d to 1\d\d\d\)$/);
    expect(rows[0]?.[5]).toBe('> 99%');
    expect(rows.map((row) => row[7])).toEqual(['96', '96', '96']);
    expect(screen.getByText('144 votes on 12 prompts by 1 voter')).toBeVisible();
    expect(screen.getByText(/Nobody signs in here/)).toBeVisible();
    expect(screen.getByText('Nothing: every model is told apart from the next one.')).toBeVisible();
    const asked = requests.find(({ path }) => path === '/board?names=told');
    expect(asked?.headers['x-voter']).toMatch(/^[\w-]{43}$/);
    leave();
  });

  it('names the best one where that is sure, though intervals overlap', async () => {
    withBoard(boardData({ prompts: 20, each: 2, first: 0.72 }));
    const { leave } = await renderApp('/board');
    await screen.findByText(/^ONE is the best one/);
    const [, one, two] = await rowsOf('The order');
    expect([one?.[0], two?.[0]]).toEqual(['1', '1']);
    leave();
  });

  it('can begin before it is shown', async () => {
    const requests = withBoard(boardData());
    const queryClient = createQueryClient();
    await prepareBoard(queryClient, `?list=${LIST}`);
    expect(requests.map(({ path }) => path)).toEqual([`/board?list=${LIST}&names=told`]);
    expect(queryClient.getQueryData(['board', LIST, false])).toEqual(boardData());
    expect(workers.started).toBe(1);
    const { leave } = await renderApp('/board');
    await screen.findByText(/^ONE is the best one/);
    expect(workers.started).toBe(1);
    leave();
  });

  it('says nothing of browsers where people sign in', async () => {
    withBoard({ ...boardData(), voters: { count: 1, are: 'people' } });
    const { leave } = await renderApp('/board');
    await screen.findByText(/^ONE is the best one/);
    expect(screen.queryByText(/Nobody signs in here/)).toBeNull();
    leave();
  });

  it('says what would settle it where models are not told apart', async () => {
    withBoard(boardData({ first: 0.5 }));
    const { leave } = await renderApp('/board');
    await screen.findByText(/share the first place/);
    expect(
      screen.getAllByText(/ or .*(about|more than) [\d,]+ (more )?votes? between them/).length,
    ).toBeGreaterThan(0);
    leave();
  });

  it('warns of too little', async () => {
    withBoard(boardData({ prompts: 4, each: 2 }));
    const { leave } = await renderApp('/board');
    await screen.findByText(/too few votes for an order/);
    expect(screen.getByText(/on 4 prompts only/)).toBeVisible();
    expect(screen.getByText(/Too early for a strength of \w+, \w+, and \w+:/)).toBeVisible();
    expect(screen.getAllByText('too early')).toHaveLength(3);
    leave();
  });

  it('is narrowed by category, voter and period, and keeps that in the address', async () => {
    withBoard(boardData({ voters: 2 }));
    const { user, leave } = await renderApp(`/board?list=${LIST}`);
    await screen.findByText('144 votes on 12 prompts by 2 voters');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Category' }), 'animals');
    await screen.findByText('72 votes on 6 prompts by 2 voters');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Voter' }), 'You');
    await screen.findByText('36 votes on 6 prompts by 1 voter');
    expect(location.search).toBe(`?list=${LIST}&category=animals&voter=0`);
    leave();
    const again = await renderApp(`/board?voter=1&from=2026-11-21&to=2026-11-22`);
    await screen.findByText('24 votes on 4 prompts by 1 voter');
    again.leave();
    const nothing = await renderApp('/board?from=2030-01-01');
    await screen.findByText('No vote matches these filters.');
    await nothing.user.click(screen.getByRole('button', { name: 'Clear the filters' }));
    await screen.findByText('144 votes on 12 prompts by 2 voters');
    nothing.leave();
  });

  it('offers neither categories nor voters where there is one', async () => {
    const data = boardData();
    withBoard({ ...data, prompts: data.prompts.map(({ id }) => ({ id })) });
    const { leave } = await renderApp('/board');
    await screen.findByText(/^ONE is the best one/);
    expect(screen.queryByRole('combobox')).toBeNull();
    leave();
  });

  it('of a list has real prices, times and refusals of the runs that are told', async () => {
    const requests = withList();
    const { leave } = await renderApp(`/board?list=${LIST}`);
    await screen.findByText('From the list “Füchse”');
    expect(requests.map(({ path }) => path)).toContain(`/board?list=${LIST}&names=told`);
    await screen.findByText(/A picture by ONE cost 25% of one by THREE, the dearest of them\./);
    const [, ...rows] = await rowsOf('Price, time, failures');
    expect(rows.map((row) => [row[0], row[1], row[2], ...row.slice(4)])).toEqual([
      [
        '1',
        'TWO',
        '$0.04',
        'no other one is both stronger and cheaper',
        '2.0 s (n = 1)',
        '',
        '1 of 2',
        '0 of 2',
      ],
      [
        '2',
        'ONE',
        '$0.05',
        'no other one is both stronger and cheaper',
        '4.0 s (n = 2)',
        '',
        '0 of 2',
        '0 of 2',
      ],
      [
        '3',
        'THREE',
        '$0.20',
        'ONE is stronger, and no dearer (> 99%)',
        '9.0 s (n = 2)',
        '',
        '0 of 2',
        '0 of 2',
      ],
    ]);
    expect(
      screen.getByRole('img', {
        name: /^Strength and price of a picture: 1, TWO: \$0\.04, \d+ points; 2, ONE/,
      }),
    ).toBeVisible();
    expect(screen.getByText(/These runs cost \$0\.54\. Of 1 run it is not told yet/)).toBeVisible();
    for (const id of [JOB, RETRY]) {
      const asked = requests.find(({ path }) => path === `/status/${id}`);
      expect(asked?.headers['x-run-key']).toMatch(/^[\w-]{43}$/);
    }
    expect(requests.some(({ path }) => path === `/status/${LIST}`)).toBe(false);
    leave();
  });

  it('is shown without prices where those cannot be read, and where a run is gone', async () => {
    withBoard(boardData());
    const { leave } = await renderApp(`/board?list=${LIST}`);
    await screen.findByText('Prices and times could not be read.');
    expect(screen.getByText(/^ONE is the best one/)).toBeVisible();
    leave();
  });

  it('without votes says how to begin', async () => {
    withBoard(NO_VOTES);
    const { leave } = await renderApp('/board');
    await screen.findByRole('heading', { name: 'There are no votes yet' });
    leave();
  });

  it('of a list that is not there says so; other failures can be tried again', async () => {
    const gone = { status: 404, body: { error: 'x', code: 'LIST_NOT_FOUND', requestId: 'abc' } };
    withBoard({}, { 'GET /board': () => gone });
    const { user, leave } = await renderApp(`/board?list=${LIST}`);
    await screen.findByRole('heading', { name: 'This list is not here' });
    const main = within(screen.getByRole('main'));
    expect(main.queryByRole('button', { name: 'Try again' })).toBeNull();
    expect(main.getByRole('link', { name: 'Your lists' })).toHaveAttribute('href', '/lists');
    withBoard(boardData());
    await user.click(main.getByRole('link', { name: 'The board of all runs that were drawn blind' }));
    await screen.findByText(/^ONE is the best one/);
    leave();
    withBoard(
      {},
      { 'GET /board': () => ({ ...gone, status: 403, body: { ...gone.body, code: 'NOT_ALLOWED' } }) },
    );
    const other = await renderApp('/board');
    await screen.findByRole('heading', { name: 'The board could not be loaded' });
    withBoard(boardData());
    await other.user.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByText(/^ONE is the best one/);
    other.leave();
  });

  it('computes in a worker, and again where that did not come', async () => {
    workers.fails = true;
    withBoard(boardData());
    const { user, leave } = await renderApp('/board');
    await screen.findByText('The board could not be computed');
    expect(workers.started).toBe(1);
    workers.fails = false;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByText(/^ONE is the best one/);
    expect(workers.started).toBe(2);
    leave();
  });
});

describe('Files of a board', () => {
  const saved = watchSavedFiles();

  it('are made of what is shown', async () => {
    withList(boardData({ prompts: 24 }));
    const { user, leave } = await renderApp(`/board?list=${LIST}&category=animals`);
    await screen.findByText(/A picture by ONE cost/);
    await user.click(screen.getByRole('button', { name: 'Table (CSV)' }));
    await user.click(screen.getByRole('button', { name: 'Pictures (CSV)' }));
    await user.click(screen.getByRole('button', { name: 'Every vote (JSON lines)' }));
    await user.click(screen.getByRole('button', { name: 'Report (HTML)' }));
    // The pictures of this test cannot be fetched.
    await within(screen.getByRole('main')).findByText(
      /^The report is saved, without \d pictures that could not be had\.$/,
    );
    expect(saved().map(({ name }) => name.replace(/\d{4}-\d\d-\d\d/, 'DAY'))).toEqual([
      'board-DAY.csv',
      'board-DAY.pictures.csv',
      'board-DAY.jsonl',
      'board-DAY.html',
    ]);
    const [table, pictures, lines, report] = await Promise.all(saved().map(({ blob }) => textOfFile(blob)));
    expect(table?.split('\n')).toHaveLength(5);
    // Only the first prompt is of that category.
    expect(pictures?.match(/a red fox/g)).toHaveLength(3);
    expect(report).toContain('1. a red fox');
    expect(report).not.toContain('2. a red fox');
    expect(lines?.match(/"kind":"vote"/g)).toHaveLength(144);
    expect(report).toContain('<title>Which model is best · Füchse</title>');
    expect(report).toContain('Only: animals.');
    leave();
  });
});
