import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import type { StatusResponse } from '../../../src/contract/index.ts';
import type { ChangesTask, Measured } from '../features/changes/measure-changes.ts';
import { runKey } from '../lib/run-key.ts';
import { completed, failed, fakeApi, job, model, modelsResponse } from '../testing/fake-api.ts';
import { renderApp } from '../testing/render-app.tsx';

const id = (digit: number) => `${digit}1111111-1111-4111-8111-111111111111`;
const [FIRST, NIGHT, RED, BLUE] = [id(1), id(2), id(3), id(4)];
const input = {
  imageUrl: 'http://localhost/images/x/input-1.png',
  thumbnailUrl: 'http://localhost/images/x/input-1.thumb.webp',
  width: 1024,
  height: 1024,
  sha256: 'f00',
};
const drawn = (run: string, modelId = '1-one') =>
  completed(modelId, { imageUrl: `http://localhost/images/${run}/${modelId}.png` });
const run = (jobId: string, prompt: string, parent?: string, more: Partial<StatusResponse> = {}) => ({
  ...job([drawn(jobId), drawn(jobId, '2-two')], { jobId, prompt, parameters: {} }),
  ...(parent !== undefined && {
    operation: 'change' as const,
    inputs: [input],
    parent: { jobId: parent, modelId: '2-two' },
  }),
  ...more,
});
const RUNS: readonly StatusResponse[] = [
  run(BLUE, 'make it blue', NIGHT),
  run(RED, 'make it red', NIGHT),
  run(NIGHT, 'make it night', FIRST),
  run(FIRST, 'a red fox'),
];
const summaryOf = ({ results, attempts: _attempts, ...summary }: StatusResponse) => ({
  ...summary,
  models: [],
  previews: results.flatMap((result) => (result.status === 'completed' ? [result.imageUrl] : [])),
});
const operations = [{ operation: 'change' as const, references: 1, referenceUsd: 0 }];
const able = { ...model('1-one').supports, operations };
const gone = () => ({ status: 410, body: { error: 'Deleted.', code: 'RUN_DELETED', requestId: 'r' } });
const routes = {
  'GET /models': () => ({ body: modelsResponse([model('1-one', { supports: able })]) }),
  'GET /runs': () => ({ body: { runs: RUNS.map(summaryOf), total: RUNS.length, nextCursor: null } }),
  ...Object.fromEntries(RUNS.map((each) => [`GET /status/${each.jobId}`, () => ({ body: each })])),
};

const strip = async () => within(await screen.findByRole('navigation', { name: 'Steps' }));
/** The links of a list, and the list below each. */
const shapeOf = (list: Element | null): unknown =>
  [...(list?.children ?? [])].map((item) => {
    const name = item.querySelector(':scope > div')?.textContent;
    const below = item.querySelector(':scope > ol');
    return below ? [name, shapeOf(below)] : name;
  });
const shape = async () =>
  shapeOf((await screen.findByRole('navigation', { name: 'Steps' })).querySelector('ol'));

describe('A thread', () => {
  it('shows the steps before, what else was made of them, and where one is', async () => {
    runKey();
    fakeApi(routes);
    const { user, leave } = await renderApp(`/r/${RED}`);
    await (await strip()).findByRole('link', { name: 'make it blue' });
    expect(await shape()).toEqual([['a red fox', [['make it night', ['make it red', 'make it blue']]]]]);
    expect((await strip()).getByRole('link', { current: 'page' })).toHaveAccessibleName('make it red');
    await user.click((await strip()).getByRole('link', { name: 'make it blue' }));
    await screen.findByRole('heading', { level: 1, name: 'make it blue' });
    expect(location.pathname).toBe(`/r/${BLUE}`);
    leave();
  });

  it('is there below the first step too, once others go on from it', async () => {
    runKey();
    fakeApi(routes);
    const { leave } = await renderApp(`/r/${FIRST}`);
    await (await strip()).findByRole('link', { name: 'make it night' });
    expect(screen.queryByRole('region', { name: 'Worked on' })).toBeNull();
    leave();
  });

  it('is there although the list of runs was lost on its way once', async () => {
    runKey();
    let asked = 0;
    const requests = fakeApi({
      ...routes,
      'GET /runs': () => {
        asked += 1;
        if (asked === 1) throw new TypeError('Failed to fetch');
        return routes['GET /runs']();
      },
    });
    const { leave } = await renderApp(`/r/${FIRST}`);
    await screen.findByRole('navigation', { name: 'Steps' }, { timeout: 4000 });
    expect(requests.filter(({ path }) => path === '/runs')).toHaveLength(2);
    leave();
  });

  it('is branched from a picture of a step before', async () => {
    runKey();
    const requests = fakeApi({
      ...routes,
      'POST /references': () => ({
        body: { referenceId: 'r', width: 4, height: 3, bytes: 9, thumbnailUrl: 'data:,', expiresAt: '' },
      }),
    });
    const { user, leave } = await renderApp(`/r/${RED}`);
    await user.click(await screen.findByRole('button', { name: 'Go on from “make it night”' }));
    await screen.findByRole('dialog', { name: 'Change a picture' });
    await waitFor(() =>
      expect(requests.find(({ path }) => path === '/references')?.body).toEqual({
        from: { jobId: NIGHT, modelId: '2-two', index: 0 },
      }),
    );
    leave();
  });

  it('is compared across: of each step the picture that was gone on from, else the first', async () => {
    runKey();
    fakeApi(routes);
    const { user, leave } = await renderApp(`/r/${RED}`);
    await (await strip()).findByRole('link', { name: 'make it blue' });
    await user.click(screen.getByRole('button', { name: 'Compare the steps' }));
    const dialog = within(await screen.findByRole('dialog'));
    const shown = (await dialog.findAllByRole('img')).map((image) => image.getAttribute('src'));
    expect(shown).toEqual(
      [`${FIRST}/2-two`, `${NIGHT}/2-two`, `${RED}/1-one`, `${BLUE}/1-one`].map(
        (name) => `http://localhost/images/${name}.png`,
      ),
    );
    expect(dialog.getByText('Step 2: TWO')).toBeVisible();
    expect(dialog.getAllByText('Step 3: ONE')).toHaveLength(2);
    leave();
  });

  /** The status of one step, which is lost on its way so many times. */
  const losing = (times: number) => {
    let left = times;
    return {
      ...routes,
      [`GET /status/${BLUE}`]: () => {
        left -= 1;
        if (left >= 0) throw new TypeError('Failed to fetch');
        return { body: RUNS[0] };
      },
    };
  };

  it('is compared in full although a step was lost on its way once', async () => {
    runKey();
    fakeApi(losing(1));
    const { user, leave } = await renderApp(`/r/${RED}`);
    await (await strip()).findByRole('link', { name: 'make it blue' });
    await user.click(screen.getByRole('button', { name: 'Compare the steps' }));
    const dialog = within(await screen.findByRole('dialog', {}, { timeout: 4000 }));
    expect(await dialog.findAllByRole('img')).toHaveLength(4);
    leave();
  });

  it('is not compared without a step that cannot be read', async () => {
    runKey();
    fakeApi(losing(9));
    const { user, leave } = await renderApp(`/r/${RED}`);
    await (await strip()).findByRole('link', { name: 'make it blue' });
    await user.click(screen.getByRole('button', { name: 'Compare the steps' }));
    await screen.findByText(/^The run could not be loaded/, {}, { timeout: 4000 });
    expect(screen.queryByRole('dialog')).toBeNull();
    leave();
  });

  it('keeps a note in place of a step that is gone, which is neither compared nor gone on from', async () => {
    runKey();
    fakeApi({ ...routes, [`GET /status/${NIGHT}`]: gone });
    const { leave } = await renderApp(`/r/${RED}`);
    await (await strip()).findByRole('link', { name: 'make it blue' });
    expect(await shape()).toEqual([['deleted or expired', ['make it red', 'make it blue']]]);
    expect(screen.queryByRole('button', { name: /^Go on from “/ })).toBeNull();
    leave();
  });

  it('is not there where nothing goes on from anything', async () => {
    fakeApi({ ...routes, [`GET /status/${FIRST}`]: () => ({ body: run(FIRST, 'a red fox') }) });
    localStorage.clear();
    const { leave } = await renderApp(`/r/${FIRST}`);
    await screen.findByRole('heading', { level: 1, name: 'a red fox' });
    expect(screen.queryByRole('navigation', { name: 'Steps' })).toBeNull();
    leave();
  });
});

describe('What changed', () => {
  const asked: ChangesTask[] = [];
  const { Worker: before } = globalThis;
  let answers: readonly (Measured | { failure: string })[] = [];
  beforeEach(() => {
    asked.length = 0;
    URL.createObjectURL = () => 'blob:changes';
    URL.revokeObjectURL = () => undefined;
    globalThis.Worker = class {
      onmessage: (event: { data: unknown }) => void = () => undefined;
      postMessage(task: ChangesTask) {
        asked.push(task);
        const data = answers[asked.length - 1];
        queueMicrotask(() => this.onmessage({ data }));
      }
      terminate() {}
    } as unknown as typeof Worker;
  });
  afterEach(() => {
    globalThis.Worker = before;
  });
  const measured = (kept: number, changed: number, isScaled = false): Measured => ({
    kind: 'measured',
    kept,
    changed,
    isScaled,
    picture: new Blob([]),
    width: 4,
    height: 3,
  });
  const open = async (more: Partial<StatusResponse>) => {
    fakeApi({ ...routes, [`GET /status/${NIGHT}`]: () => ({ body: run(NIGHT, 'a hat', FIRST, more) }) });
    const { user, leave } = await renderApp(`/r/${NIGHT}`);
    await user.click(await screen.findByRole('button', { name: 'What changed' }));
    return { user, leave, dialog: within(await screen.findByRole('dialog', { name: 'What changed' })) };
  };

  it('is told of each model, outside of what was marked', async () => {
    answers = [measured(1000, 0), measured(1000, 123, true)];
    const mask = { ...input, imageUrl: 'http://localhost/images/x/mask.png' };
    const { user, leave, dialog } = await open({ operation: 'repaint', mask });
    expect(await dialog.findByText('0% changed outside of what was marked')).toBeVisible();
    expect(await dialog.findByText('12.3% changed outside of what was marked')).toBeVisible();
    expect(dialog.getByText('Compared at the size of the source.')).toBeVisible();
    expect(dialog.getByRole('img', { name: 'What ONE changed' })).toHaveAttribute('src', 'blob:changes');
    const common = { before: input.imageUrl, mask: mask.imageUrl };
    expect(asked).toEqual(
      ['1-one', '2-two'].map((name) => ({
        ...common,
        after: `http://localhost/images/${NIGHT}/${name}.png`,
      })),
    );
    await user.click(dialog.getByRole('button', { name: 'Before and after: TWO' }));
    const compare = within(await screen.findByRole('dialog', { name: 'Compare' }));
    expect(await compare.findByRole('slider')).toBeVisible();
    leave();
  });

  it('is told within the margins of what was widened, and of the whole picture otherwise', async () => {
    answers = [measured(1000, 1), { kind: 'other-shape' }];
    const wide = await open({ operation: 'widen', expand: { left: 8 } });
    expect(await wide.dialog.findByText('0.1% of the picture itself changed')).toBeVisible();
    expect(await wide.dialog.findByText('Of another shape, so not to be compared.')).toBeVisible();
    expect(asked[0]).toMatchObject({ margins: { left: 8 } });
    wide.leave();
  });

  it('is told of the whole picture otherwise, and says of one that it failed without keeping the next from it', async () => {
    answers = [{ failure: 'Error: no such picture' }, measured(4, 1)];
    const { leave, dialog } = await open({});
    expect(await dialog.findByText('This picture could not be compared.')).toBeVisible();
    expect(await dialog.findByText('25% of the picture changed')).toBeVisible();
    leave();
  });

  it('is not offered before there is a picture, nor for what was made of several', async () => {
    fakeApi({
      ...routes,
      [`GET /status/${NIGHT}`]: () => ({
        body: { ...run(NIGHT, 'a hat', FIRST), ...job([failed('1-one', 'TIMEOUT')], { jobId: NIGHT }) },
      }),
      [`GET /status/${RED}`]: () => ({
        body: run(RED, 'a party', FIRST, {
          inputs: [input, { ...input, imageUrl: 'http://localhost/images/x/input-2.png' }],
        }),
      }),
    });
    const first = await renderApp(`/r/${NIGHT}`);
    expect(await screen.findByRole('button', { name: 'What changed' })).toBeDisabled();
    first.leave();
    const second = await renderApp(`/r/${RED}`);
    await screen.findByRole('heading', { level: 1, name: 'a party' });
    expect(screen.queryByRole('button', { name: 'What changed' })).toBeNull();
    second.leave();
  });
});
