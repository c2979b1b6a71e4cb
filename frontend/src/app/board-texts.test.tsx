import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { screen } from '@testing-library/react';
import { boardTexts } from '../features/board/texts/texts.ts';
import { en, type Messages } from '../lib/i18n/en.ts';
import { LIST, NO_VOTES, withList } from '../testing/board-api.ts';
import { boardData } from '../testing/board-data.ts';
import { installWorkers } from '../testing/in-thread-worker.ts';
import { flat, leftovers, pseudo } from '../testing/pseudo-language.ts';
import { renderApp } from '../testing/render-app.tsx';

beforeEach(() => void installWorkers());

describe('Every text of the board', () => {
  const { en: before } = boardTexts;
  beforeAll(() => {
    boardTexts.en = pseudo(before);
  });
  afterAll(() => {
    boardTexts.en = before;
  });

  it.each([
    ['a board', `/board?list=${LIST}`, boardData({ voters: 3 })],
    ['one with little', '/board', boardData({ prompts: 4, each: 2 })],
    ['one whose list has expired', '/board?list=none', boardData()],
    ['one without names', '/board', { ...boardData(), hidden: true }],
    ['one without votes', '/board', NO_VOTES],
  ])('of %s comes from the language', async (_what, path, data) => {
    const named = {
      ...data,
      prompts: data.prompts.map(({ id, cell }) => ({ id, category: 'a red fox', cell })),
    };
    withList({
      ...named,
      pictures: [{ prompt: 0, model: 0, index: 0, imageUrl: 'http://localhost/keep/y/1-one.webp' }],
    });
    const { leave } = await renderApp(path, 'en', pseudo<Messages>(en));
    if (data === NO_VOTES) await screen.findByText(boardTexts.en.empty);
    else await screen.findByText(boardTexts.en.method);
    if (path.includes(LIST)) await screen.findByText(boardTexts.en.costs);
    expect(leftovers()).toEqual([]);
    leave();
  });

  it('is translated', () => {
    const english = flat(before);
    const same = [...flat(boardTexts.de)].filter(([name, text]) => english.get(name) === text);
    expect(same).toEqual([]);
  });
});
