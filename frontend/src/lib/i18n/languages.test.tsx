import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { screen } from '@testing-library/react';
import { NOTE_CODES } from '../../../../src/contract/constants.ts';
import type { Note } from '../../../../src/contract/index.ts';
import { listTexts } from '../../features/lists/texts.ts';
import {
  completed,
  failed,
  fakeApi,
  JOB,
  job,
  model,
  modelsResponse,
  pending,
  running,
} from '../../testing/fake-api.ts';
import { flat, leftovers, pseudo } from '../../testing/pseudo-language.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { rememberRun } from '../run-key.ts';
import { de } from './de.ts';
import { en, type Messages } from './en.ts';

const MODELS = [
  model('1-one'),
  model('2-two', { provider: 'Other', status: 'retired', lastDay: '2026-05-12', successor: 'ONE' }),
  model('3-three', { status: 'legacy', notice: 'In English only.', priceUsd: null }),
];
/** One of each kind, with the values that the API sends. */
const NOTES: Note[] = NOTE_CODES.map((code) => ({
  code,
  values: {
    ...(code === 'SETTING_NOT_SENT' && { setting: 'seed' }),
    ...(code === 'NEAREST_SHAPE' && { asked: '3:2', sent: '1344x768' }),
    ...(code === 'OUT_OF_RANGE' && { setting: 'guidance', asked: 0.5, low: 1.5, high: 10, sent: 1.5 }),
    ...(code === 'OTHER_SEED' && { vendor: 'The image server', seed: 7 }),
    ...(code === 'MORE_PICTURES' && { vendor: 'The image server', count: 3 }),
    ...(code === 'SHOWN_AS_PNG' && { type: 'SVG' }),
    ...(code === 'FEWER_REFERENCES' && { given: 4, sent: 2 }),
    ...(code === 'SCALED_DOWN' && { width: 1536, height: 1024 }),
  },
}));
const RESULT = completed('1-one', {
  width: 1344,
  height: 768,
  requested: { aspectRatio: '1:1', seed: 7 },
  warnings: NOTES.map(({ code }) => `In English only: ${code}`),
  notes: NOTES,
});
const FILE = {
  key: 'images/x.original.heic',
  url: 'http://localhost/x',
  contentType: 'image/heic',
  bytes: 9,
} as const;
const RUN = job([
  RESULT,
  { ...failed('2-two', 'TIMEOUT', { billed: 'unknown' }), original: FILE },
  failed('3-three', 'BAD_KEY'),
]);

const { costUsd: _costUsd, ...UNPRICED } = completed('1-one');
const SEVERAL = '44444444-4444-4444-8444-444444444444';
/** Little of the budget is left. */
const LIMITS = { ...modelsResponse().limits, dailyBudgetUsd: 5, dailyBudgetLeftUsd: 0.08 };
const MODELS_RESPONSE = modelsResponse(MODELS, { limits: LIMITS });

const texts = pseudo<Messages>(en);

describe('Every text', () => {
  // A feature's own texts that stand on a page of another one.
  const { en: ofLists } = listTexts;
  beforeAll(() => {
    listTexts.en = pseudo(ofLists);
  });
  afterAll(() => {
    listTexts.en = ofLists;
  });

  it.each([
    ['the studio', '/'],
    ['a run', `/r/${JOB}`],
    ['a run that is drawing', '/r/33333333-3333-4333-8333-333333333333'],
    ['a run with several pictures of each model', `/r/${SEVERAL}`],
    ['a run that does not exist', '/r/22222222-2222-4222-8222-222222222222'],
    ['the gallery', '/gallery'],
    ['an unknown address', '/nowhere'],
  ])('of %s comes from the language', async (_name, path) => {
    fakeApi({
      'GET /models': () => ({ body: MODELS_RESPONSE }),
      [`GET /status/${JOB}`]: () => ({ body: RUN }),
      'GET /status/33333333-3333-4333-8333-333333333333': () => ({
        body: job([running('1-one')], { jobId: '33333333-3333-4333-8333-333333333333' }),
      }),
      [`GET /status/${SEVERAL}`]: () => ({
        body: job(
          [
            { ...RESULT, index: 0 },
            { ...UNPRICED, index: 1 },
            { ...running('2-two'), index: 0 },
            { ...pending('2-two'), index: 1 },
            { ...failed('3-three', 'TIMEOUT'), index: 0 },
            { ...completed('3-three'), index: 1 },
          ],
          { jobId: SEVERAL },
        ),
      }),
      'GET /status/22222222-2222-4222-8222-222222222222': () => ({
        status: 404,
        body: { error: 'In English.', code: 'JOB_NOT_FOUND', requestId: 'abc' },
      }),
      'GET /gallery/list': () => ({
        body: {
          galleries: [
            {
              id: JOB,
              timestamp: '2026-11-20T10:00:00.000Z',
              prompt: 'a red fox',
              preview: 'http://localhost/x.webp',
              previews: [],
              imageCount: 1,
              totalModels: 3,
            },
          ],
          total: 1,
          nextCursor: null,
        },
      }),
    });
    const { leave } = await renderApp(path, 'en', texts);
    await screen.findByRole('main');
    await screen.findAllByText(/⟦/);
    if (path.startsWith('/r/') || path === '/') await screen.findByRole('heading', { level: 1 });
    if (path === '/gallery') await screen.findByText('a red fox');
    expect(leftovers()).toEqual([]);
    leave();
  });

  it('of a dialog with all facts comes from the language', async () => {
    fakeApi({
      'GET /models': () => ({ body: MODELS_RESPONSE }),
      [`GET /status/${JOB}`]: () => ({ body: RUN }),
    });
    const { user, leave } = await renderApp(`/r/${JOB}`, 'en', texts);
    await screen.findByRole('article', { name: 'ONE' });
    await user.click(screen.getByRole('button', { name: /instead of/ }));
    await screen.findByRole('dialog');
    expect(leftovers()).toEqual([]);
    for (const { code, values } of NOTES) {
      expect(screen.getByText(`⟦${en.note({ code, values })}⟧`)).toBeVisible();
    }
    leave();
  });

  it('of a result of an older API, which has no notes, is shown as it came and marked as English', async () => {
    const { notes: _none, ...old } = { ...RESULT, warnings: ['seed was not sent'] };
    fakeApi({
      'GET /models': () => ({ body: modelsResponse(MODELS) }),
      [`GET /status/${JOB}`]: () => ({ body: job([old]) }),
    });
    const { user, leave } = await renderApp(`/r/${JOB}`);
    await screen.findByRole('article', { name: 'ONE' });
    await user.click(screen.getByRole('button', { name: /instead of/ }));
    expect(await screen.findByText('seed was not sent')).toHaveAttribute('lang', 'en');
    leave();
  });

  it('of what is asked before a run is deleted comes from the language', async () => {
    fakeApi({
      'GET /models': () => ({ body: modelsResponse(MODELS) }),
      [`GET /status/${JOB}`]: () => ({ body: RUN }),
    });
    rememberRun(JOB);
    const { user, leave } = await renderApp(`/r/${JOB}`, 'en', texts);
    await user.click(await screen.findByRole('button', { name: texts.remove.run }));
    await screen.findByRole('dialog');
    expect(leftovers()).toEqual([]);
    leave();
  });
});

describe('German', () => {
  /** Alike in both languages. */
  const SAME = new Set([
    'app.studio',
    'ask.prompt',
    'ask.seed',
    'facts.names.seed',
    'run.titleEnded',
    'facts.nothing',
    'settings.languages.en',
    'settings.languages.de',
    'app.demo',
  ]);

  it('translates every text', () => {
    const english = flat(en);
    const same = [...flat(de)].filter(([name, text]) => english.get(name) === text).map(([name]) => name);
    expect(same.filter((name) => !SAME.has(name))).toEqual([]);
  });

  it.each(NOTES)('says every note in its own words: $code', ({ code, values }) => {
    const said = de.note({ code, values });
    expect(said).not.toBe(en.note({ code, values }));
    expect(said).not.toMatch(/undefined|NaN|The image server/);
    expect(en.note({ code, values })).not.toMatch(/undefined|NaN/);
  });

  it('has its own sentence for every error code of the API and every failure', () => {
    for (const code of ['PROMPT_BLOCKED', 'RATE_LIMITED', 'BUDGET_EXHAUSTED', 'IDEMPOTENCY_MISMATCH']) {
      expect(de.error(code)).not.toBe(en.error(code));
    }
    expect(de.error('SOMETHING_NEW')).toBeUndefined();
    for (const code of ['TIMEOUT', 'BAD_KEY', 'PROVIDER_DOWN']) {
      expect(de.failure.text(code)).not.toBe(en.failure.text(code));
    }
  });

  it.each([
    [en.run.done(0), '0 pictures'],
    [en.run.done(1), '1 picture'],
    [en.failure.file('HEIC'), 'Download the file (HEIC)'],
    [de.failure.file('HEIC'), 'Datei herunterladen (HEIC)'],
    [en.ask.runsLeft(2), '2 runs left today'],
    [de.run.done(1), '1 Bild'],
    [de.run.done(0), '0 Bilder'],
    [de.ask.runsLeft(1), 'Heute noch 1 Durchgang'],
    [de.ask.runsLeft(1200), 'Heute noch 1.200 Durchgänge'],
  ])('counts and names: %s', (text, expected) => {
    expect(text).toBe(expected);
  });
});
