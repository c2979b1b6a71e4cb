import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { fireEvent, screen, within } from '@testing-library/react';
import type { Pair } from '../../../src/contract/index.ts';
import { judgeTexts } from '../features/judge/texts.ts';
import { blindTexts } from '../features/results/blind-texts.ts';
import { runKey } from '../lib/run-key.ts';
import { completed, fakeApi, JOB, job, modelsResponse } from '../testing/fake-api.ts';
import { pseudo } from '../testing/pseudo-language.ts';
import { renderApp } from '../testing/render-app.tsx';

const LIST = '33333333-3333-4333-8333-333333333333';
const side = (letter: string) => ({
  letter,
  imageUrl: `http://localhost/images/${JOB}/blind-${letter}.webp`,
  width: 1024,
  height: 1024,
});
const pairOf = (left: string, right: string): Pair => ({
  jobId: JOB,
  prompt: 'a red fox',
  left: side(left),
  right: side(right),
});

/** Pairs of which a vote takes the first away. */
function world(pairs = [pairOf('B', 'A'), pairOf('A', 'C'), pairOf('C', 'B')]) {
  const all = [...pairs];
  const open = [...pairs];
  return fakeApi({
    'GET /models': () => ({ body: modelsResponse() }),
    'GET /votes/next': () => ({
      body: { pairs: [...open], done: all.length - open.length, total: all.length },
    }),
    'POST /votes': ({ body }) => {
      const vote = body as { left: string; right: string; outcome: string };
      open.shift();
      return { body: { voteId: `${JOB}_${[vote.left, vote.right].sort().join('_')}`, jobId: JOB, ...vote } };
    },
    [`DELETE /votes/${JOB}_A_B`]: () => {
      open.unshift(pairOf('B', 'A'));
      return { status: 202, body: { voteId: `${JOB}_A_B` } };
    },
  });
}

const first = () => screen.findByRole('button', { name: /First picture/ });
const votesOf = (requests: ReturnType<typeof world>) =>
  requests
    .filter(({ method, path }) => method === 'POST' && path === '/votes')
    .map(({ body }) => {
      const { left, right, outcome } = body as Record<string, string>;
      return `${left}${right} ${outcome}`;
    });

describe('The page of pairs', () => {
  beforeEach(() => {
    HTMLImageElement.prototype.decode = async () => undefined;
  });
  afterEach(() => {
    Reflect.deleteProperty(HTMLImageElement.prototype, 'decode');
    jest.restoreAllMocks();
  });

  it('shows two pictures under their prompt, and keeps which one is better', async () => {
    const requests = world();
    const { user, leave } = await renderApp(`/judge?run=${JOB}`);
    expect(screen.queryByRole('img')).toBeNull();
    await user.click(await first());
    expect(screen.getByRole('heading', { level: 1, name: 'a red fox' })).toBeVisible();
    await screen.findByText(judgeTexts.en.judged(1, 3));
    await user.click(await screen.findByRole('button', { name: /Second picture/ }));
    await user.click(await screen.findByRole('button', { name: judgeTexts.en.bothBad }));
    await screen.findByText(judgeTexts.en.over);
    expect(votesOf(requests)).toEqual(['BA left', 'AC right', 'CB both_bad']);
    const sent = requests.find(({ path }) => path === '/votes');
    expect(sent?.headers).toMatchObject({ 'x-run-key': runKey(), 'x-voter': runKey() });
    const main = within(screen.getByRole('main'));
    expect(main.getByRole('link', { name: judgeTexts.en.toBoard })).toHaveAttribute('href', '/board');
    expect(main.getByRole('link', { name: judgeTexts.en.toRun })).toHaveAttribute('href', `/r/${JOB}`);
    leave();
  });

  it('is answered by keys, and the last answer taken back', async () => {
    const requests = world();
    const { user, leave } = await renderApp(`/judge?run=${JOB}`);
    await first();
    await user.keyboard('{ArrowLeft}');
    await screen.findByText(judgeTexts.en.judged(1, 3));
    await user.keyboard('u');
    await screen.findByText(judgeTexts.en.judged(0, 3));
    for (const key of ['{ArrowRight}', '{ArrowDown}', 's']) {
      await first();
      await user.keyboard(key);
    }
    await screen.findByText(judgeTexts.en.over);
    expect(votesOf(requests)).toEqual(['BA left', 'BA right', 'AC tie', 'CB skip']);
    expect(requests.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
    leave();
  });

  it('is answered by swiping across, and not by scrolling', async () => {
    const requests = world();
    const { leave } = await renderApp(`/judge?run=${JOB}`);
    const swipe = async (across: number, down: number) => {
      const picture = await first();
      // jsdom has no pointers.
      const finger = { pointerType: 'touch', pointerId: 1, isPrimary: true };
      const event = (type: string, clientX: number, clientY: number) =>
        Object.assign(new MouseEvent(type, { bubbles: true, clientX, clientY }), finger);
      fireEvent(picture, event('pointerdown', 200, 300));
      fireEvent(picture, event('pointerup', 200 + across, 300 + down));
    };
    await swipe(-20, 0);
    await swipe(-90, 80);
    await swipe(-90, 10);
    await screen.findByText(judgeTexts.en.judged(1, 3));
    await swipe(120, -10);
    await screen.findByText(judgeTexts.en.judged(2, 3));
    expect(votesOf(requests)).toEqual(['BA left', 'AC right']);
    leave();
  });

  it('judges a list, too, and leads to its board', async () => {
    const requests = world();
    const { leave } = await renderApp(`/judge?list=${LIST}`);
    await first();
    expect(requests.some(({ path }) => path.startsWith('/votes/next'))).toBe(true);
    const main = within(screen.getByRole('main'));
    expect(main.getByRole('link', { name: judgeTexts.en.toBoard })).toHaveAttribute(
      'href',
      `/board?list=${LIST}`,
    );
    expect(main.getByRole('link', { name: judgeTexts.en.toList })).toHaveAttribute('href', `/lists/${LIST}`);
    leave();
  });

  it('says what is wrong, and tries again', async () => {
    let isDown = true;
    fakeApi({
      'GET /models': () => ({ body: modelsResponse() }),
      'GET /votes/next': () =>
        isDown
          ? { status: 503, body: { error: 'In English.', code: 'DISPATCH_FAILED', requestId: 'abc' } }
          : { body: { pairs: [pairOf('A', 'B')], done: 0, total: 1 } },
    });
    const { user, leave } = await renderApp(`/judge?run=${JOB}`);
    await screen.findByText(judgeTexts.en.failed);
    isDown = false;
    await user.click(screen.getByRole('button', { name: judgeTexts.en.again }));
    await first();
    leave();
  });

  it('has nothing to try again where the run or the list is gone', async () => {
    for (const [path, status, code] of [
      [`/judge?run=${JOB}`, 410, 'RUN_DELETED'],
      [`/judge?list=${LIST}`, 404, 'LIST_NOT_FOUND'],
    ] as const) {
      fakeApi({
        'GET /models': () => ({ body: modelsResponse() }),
        'GET /votes/next': () => ({ status, body: { error: 'Gone.', code, requestId: 'abc' } }),
      });
      const { leave } = await renderApp(path);
      await screen.findByText(judgeTexts.en.failed);
      expect(screen.queryByRole('button', { name: judgeTexts.en.again })).toBeNull();
      leave();
    }
  });

  it('has every text in the language of the page', async () => {
    const { en } = judgeTexts;
    judgeTexts.en = pseudo(en);
    try {
      world([pairOf('A', 'B')]);
      const { leave } = await renderApp(`/judge?run=${JOB}`);
      await screen.findByRole('img', { name: judgeTexts.en.alt('first', 'a red fox') });
      const main = screen.getByRole('main');
      for (const english of [en.question, en.tie, en.skip, en.undo, en.keys, en.toBoard, en.judged(0, 1)])
        expect(within(main).queryByText(english)).toBeNull();
      expect(
        main.textContent
          ?.replace(/⟦[^⟦⟧]*⟧/gu, '')
          .replaceAll('a red fox', '')
          .trim(),
      ).toBe('');
      leave();
    } finally {
      judgeTexts.en = en;
    }
  });

  it('says so where nothing is named, in the language of the page, and leads on', async () => {
    const { en } = judgeTexts;
    judgeTexts.en = pseudo(en);
    try {
      world();
      const { leave } = await renderApp('/judge');
      expect(await screen.findByRole('heading', { name: judgeTexts.en.nothing })).toBeVisible();
      const main = screen.getByRole('main');
      expect(main.textContent?.replace(/⟦[^⟦⟧]*⟧/gu, '')).toBe('');
      const links = within(main).getAllByRole('link');
      expect(links.map((link) => link.getAttribute('href'))).toEqual(['/', '/lists', '/board']);
      leave();
    } finally {
      judgeTexts.en = en;
    }
  });
});

describe('The best picture of a blind run', () => {
  it('is kept as better than each other one before it is told whose it is', async () => {
    const shown = (letter: string, place: number) => completed(`${place}-${letter}`, { provider: '' });
    const requests = fakeApi({
      'GET /models': () => ({ body: modelsResponse() }),
      [`GET /status/${JOB}`]: () => ({
        body: job([shown('a', 1), shown('b', 2), shown('c', 3)], { blind: true, visibility: 'private' }),
      }),
      'POST /votes': ({ body }) =>
        JSON.stringify(body).includes('"C"')
          ? { status: 400, body: { error: 'One model.', code: 'INVALID_PARAMETER', requestId: 'r' } }
          : { body: { voteId: 'v', ...(body as object) } },
      [`POST /runs/${JOB}/reveal`]: () => ({
        body: { jobId: JOB, revealedAt: '2026-11-20T10:00:00.000Z', letters: [] },
      }),
    });
    const { user, leave } = await renderApp(`/r/${JOB}`);
    const link = await screen.findByRole('link', { name: blindTexts.en.pairs });
    expect(link).toHaveAttribute('href', `/judge?run=${JOB}`);
    await user.click(screen.getByRole('button', { name: /B is the best/ }));
    const best = requests.flatMap(({ path, body }) => {
      if (path !== '/votes') return [];
      const { left, right, outcome } = body as Record<string, string>;
      return [outcome === 'left' ? `${left}>${right}` : `${right}>${left}`];
    });
    expect(best.sort()).toEqual(['B>A', 'B>C']);
    const paths = requests.map(({ method, path }) => `${method} ${path}`);
    expect(paths.indexOf(`POST /runs/${JOB}/reveal`)).toBeGreaterThan(paths.lastIndexOf('POST /votes'));
    leave();
  });
});
