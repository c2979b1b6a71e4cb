import { beforeEach, describe, expect, it } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { LIST, withBoard } from '../testing/board-api.ts';
import { boardData } from '../testing/board-data.ts';
import { installWorkers } from '../testing/in-thread-worker.ts';
import { renderApp } from '../testing/render-app.tsx';
import { textOfFile, watchSavedFiles } from '../testing/saved-files.ts';

const refusal = (code: string) => ({ error: 'No.', code, requestId: '' });

describe('The board of runs that have expired', () => {
  beforeEach(() => {
    installWorkers();
  });
  const saved = watchSavedFiles();

  const KEPT = [
    { prompt: 1, model: 2, index: 0, imageUrl: 'http://localhost/keep/x/3-three.webp' },
    { prompt: 0, model: 0, index: 1, imageUrl: 'http://localhost/keep/y/1-one_1.webp' },
    { prompt: 0, model: 0, index: 0, imageUrl: 'http://localhost/keep/y/1-one.webp' },
  ];

  it('shows the small copies of judged pictures', async () => {
    const requests = withBoard(
      { ...boardData(), pictures: KEPT },
      { [`GET /lists/${LIST}`]: () => ({ status: 404, body: refusal('LIST_NOT_FOUND') }) },
    );
    const { leave } = await renderApp(`/board?list=${LIST}`);
    const images = await screen.findAllByRole('img', { name: /: Prompt \d$/ });
    expect(images.map((image) => [image.getAttribute('alt'), image.getAttribute('src')])).toEqual([
      ['ONE: Prompt 1', KEPT[2]?.imageUrl],
      ['ONE: Prompt 1', KEPT[1]?.imageUrl],
      ['THREE: Prompt 2', KEPT[0]?.imageUrl],
    ]);
    expect(screen.getByText(/The list itself has expired/)).toBeVisible();
    expect(screen.queryByText('Prices and times could not be read.')).toBeNull();
    expect(requests.filter(({ path }) => path.includes('pictures=kept'))).toHaveLength(1);
    leave();
  });

  it('asks for pictures of expired runs when somebody wants to see them, and of one category where it is narrowed', async () => {
    const requests = withBoard({ ...boardData(), pictures: KEPT });
    const { user, leave } = await renderApp('/board?category=letters');
    await screen.findByText('72 votes on 6 prompts by 1 voter');
    expect(requests.some(({ path }) => path.includes('kept'))).toBe(false);
    await user.click(screen.getByText('Judged pictures whose runs have expired'));
    expect(await screen.findAllByRole('img', { name: /: Prompt \d$/ })).toHaveLength(1);
    leave();
    withBoard({ ...boardData(), pictures: [] });
    const nothing = await renderApp('/board');
    await nothing.user.click(await screen.findByText('Judged pictures whose runs have expired'));
    await screen.findByText('There are none.');
    nothing.leave();
  });

  it('has them in its report', async () => {
    const imageUrl = 'http://localhost/keep/y/1-one.webp';
    withBoard(
      { ...boardData(), pictures: [{ prompt: 3, model: 0, index: 0, imageUrl }] },
      { [`GET /lists/${LIST}`]: () => ({ status: 404, body: refusal('LIST_NOT_FOUND') }) },
    );
    const { user, leave } = await renderApp(`/board?list=${LIST}`);
    await screen.findByRole('img', { name: 'ONE: Prompt 4' });
    await user.click(screen.getByRole('button', { name: 'Report (HTML)' }));
    await within(screen.getByRole('main')).findByText(/^The report is saved/);
    const report = await textOfFile(saved()[0]?.blob);
    expect(report).toContain('<h3>Prompt 4</h3>');
    // The picture of this test cannot be fetched.
    expect(report).toContain('picture not included');
    await user.click(screen.getByRole('checkbox', { name: 'With pictures' }));
    await user.click(screen.getByRole('button', { name: 'Report (HTML)' }));
    await within(screen.getByRole('main')).findByText('The report is saved.');
    expect(await textOfFile(saved()[1]?.blob)).not.toContain('Prompt 4');
    leave();
  });

  it('has no names and no pictures while somebody judges, until they want them', async () => {
    const models = ['1', '2', '3'].map((number) => ({ id: number, name: number }));
    const requests = withBoard(
      { ...boardData(), models, hidden: true },
      {
        'GET /board': ({ path }) => ({
          body: path.includes('names=told') ? { ...boardData(), models, hidden: true } : boardData(),
        }),
      },
    );
    const { user, leave } = await renderApp('/board');
    await screen.findByText(/^Model 1 is the best one/);
    const main = within(screen.getByRole('main'));
    expect(main.queryByText(/ONE|TWO|THREE/)).toBeNull();
    expect(main.queryByText(/whose runs have expired/)).toBeNull();
    expect(requests.filter(({ path }) => path.startsWith('/board')).map(({ path }) => path)).toEqual([
      '/board?names=told',
    ]);
    await user.click(screen.getByRole('button', { name: 'Show the names all the same' }));
    await screen.findByText(/^ONE is the best one/);
    expect(screen.queryByText(/You are still judging/)).toBeNull();
    leave();
  });
});
