import { describe, expect, it } from '@jest/globals';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { StatusResponse } from '../../../src/contract/index.ts';
import { completed, fakeApi, JOB, job, model, modelsResponse, RETRY, started } from '../testing/fake-api.ts';
import { renderApp } from '../testing/render-app.tsx';

const BUCKET = 'http://bucket.localhost';
const REFERENCE = 'vq2dWAlhmDK5cN0rS8oYtGfJ3uXbE7iZ';
const THUMBNAIL = 'data:image/webp;base64,AA==';
const PARENT = { jobId: JOB, modelId: '1-one', index: 0 };
const input = {
  imageUrl: 'http://localhost/images/x/input-1.png',
  thumbnailUrl: 'http://localhost/images/x/input-1.thumb.webp',
  width: 1600,
  height: 900,
  sha256: 'f00',
};
const edited = (more: Partial<StatusResponse> = {}): StatusResponse => ({
  ...job([completed('1-one')], { jobId: RETRY, prompt: 'make it night', parameters: {} }),
  operation: 'change',
  inputs: [input],
  parent: PARENT,
  ...more,
});

const operations = (combines: boolean) => [
  { operation: 'change' as const, references: 1, referenceUsd: 0.01 },
  ...(combines ? [{ operation: 'combine' as const, references: 2, referenceUsd: 0.01 }] : []),
];
const able = (id: string, combines = false) => {
  const plain = model(id);
  return { ...plain, supports: { ...plain.supports, operations: operations(combines) } };
};
const reference = (referenceId = REFERENCE) => ({
  body: {
    referenceId,
    width: 4,
    height: 3,
    bytes: 9,
    thumbnailUrl: THUMBNAIL,
    expiresAt: '2026-11-21T10:00:00.000Z',
  },
});
/** Takes uploads as S3 does. */
function fakeBucket(routes: Parameters<typeof fakeApi>[0]) {
  const uploads: [string, string][][] = [];
  const requests = fakeApi(routes);
  const api = globalThis.fetch;
  globalThis.fetch = async (target, init) => {
    if (!String(target).startsWith(BUCKET)) return api(target, init);
    const form = init?.body as FormData;
    uploads.push(
      [...form.entries()].map(([name, value]) => [name, typeof value === 'string' ? value : value.name]),
    );
    return { ok: true, status: 204 } as Response;
  };
  return { requests, uploads };
}

const routes = {
  'GET /models': () => ({ body: modelsResponse([able('1-one', true), able('2-two'), model('3-three')]) }),
  [`GET /status/${JOB}`]: () => ({ body: job([completed('1-one'), completed('3-three')]) }),
  [`GET /status/${RETRY}`]: () => ({ body: edited() }),
  'POST /generate': () => started(RETRY, ['1-one', '2-two']),
};
const photo = (name = 'photo.jpg') => new File(['bytes'], name, { type: 'image/jpeg' });
URL.createObjectURL = () => 'blob:photo';

describe('A picture of a run', () => {
  it('is gone on from, with every model that can', async () => {
    const requests = fakeApi({ ...routes, 'POST /references': () => reference() });
    const { user, leave } = await renderApp(`/r/${JOB}`);
    await user.click(await screen.findByRole('button', { name: 'Go on from ONE' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Change a picture' }));
    expect(dialog.getByRole('checkbox', { name: 'ONE' })).toBeChecked();
    expect(dialog.queryByRole('checkbox', { name: /THREE/ })).toBeNull();
    await user.type(dialog.getByRole('textbox', { name: 'What shall change' }), 'make it night');
    const send = await dialog.findByRole('button', { name: /Draw with 2 models/ });
    expect(send).toHaveTextContent('$0.10–$0.14');
    await user.click(send);
    expect(await screen.findByRole('heading', { level: 1, name: 'make it night' })).toBeVisible();
    expect(location.pathname).toBe(`/r/${RETRY}`);
    const asked = (path: string) => requests.find((request) => request.path === path);
    expect(asked('/references')?.body).toEqual({ from: PARENT });
    expect(asked('/generate')?.body).toEqual({
      prompt: 'make it night',
      operation: 'change',
      references: [REFERENCE],
      models: ['1-one', '2-two'],
      parent: PARENT,
    });
    expect(asked('/generate')?.headers['x-run-key']).toBe(asked('/references')?.headers['x-run-key']);
    leave();
  });

  it('stands beside what became of it, which can be laid over it, with the steps before', async () => {
    fakeApi(routes);
    const { user, leave } = await renderApp(`/r/${RETRY}`);
    const sources = within(await screen.findByRole('region', { name: 'Worked on' }));
    expect(sources.getByRole('img', { name: 'Picture 1' })).toHaveAttribute('src', input.thumbnailUrl);
    expect(await sources.findByRole('link', { name: 'a red fox' })).toHaveAttribute('href', `/r/${JOB}`);
    await user.click(await screen.findByRole('button', { name: 'Before and after: ONE' }));
    const compare = within(await screen.findByRole('dialog'));
    expect(await compare.findByRole('slider')).toBeVisible();
    leave();
  });

  it('is told to be gone if its run was deleted', async () => {
    fakeApi({
      ...routes,
      [`GET /status/${JOB}`]: () => ({
        status: 410,
        body: { error: 'This run has been deleted.', code: 'RUN_DELETED', requestId: 'r' },
      }),
    });
    const { leave } = await renderApp(`/r/${RETRY}`);
    expect(await screen.findByText('deleted or expired')).toBeVisible();
    leave();
  });

  it('does not leave its words to the composer, which has no picture', async () => {
    fakeApi(routes);
    const { leave } = await renderApp(`/r/${RETRY}`);
    await screen.findByRole('heading', { level: 1, name: 'make it night' });
    expect(screen.getByRole('textbox', { name: 'Prompt' })).not.toHaveValue('make it night');
    leave();
  });
});

describe('A file', () => {
  const offering = () => ({
    body: {
      uploadId: REFERENCE,
      url: `${BUCKET}/pictures`,
      fields: { key: 'uploads/x', Policy: 'p' },
      expiresAt: '',
    },
  });

  it.each([
    [
      'chosen',
      () =>
        fireEvent.change(screen.getByLabelText(/Choose, drop or paste/), { target: { files: [photo()] } }),
    ],
    [
      'dropped',
      () => fireEvent.drop(document.body, { dataTransfer: { files: [photo()], types: ['Files'] } }),
    ],
    ['pasted', () => fireEvent.paste(document.body, { clipboardData: { files: [photo()] } })],
  ])('that is %s is uploaded by the form, file last, and prepared', async (how, act) => {
    const { requests, uploads } = fakeBucket({
      ...routes,
      'POST /references': offering,
      [`POST /references/${REFERENCE}`]: () => reference(),
    });
    const { user, leave } = await renderApp();
    const start = await screen.findByRole('button', { name: 'Start from a picture' });
    if (how === 'chosen') {
      await user.click(start);
      await screen.findByText('Choose a picture first.');
    }
    act();
    const dialog = within(await screen.findByRole('dialog', { name: 'Change a picture' }));
    await waitFor(() =>
      expect(dialog.getByRole('img', { name: 'Picture 1' })).toHaveAttribute('src', THUMBNAIL),
    );
    expect(uploads).toEqual([
      [
        ['key', 'uploads/x'],
        ['Policy', 'p'],
        ['file', 'photo.jpg'],
      ],
    ]);
    expect(requests.find(({ path }) => path === '/references')?.body).toEqual({
      contentType: 'image/jpeg',
      bytes: 5,
    });
    await user.type(dialog.getByRole('textbox'), 'make it night');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByRole('heading', { level: 1, name: 'make it night' });
    const sent = () => requests.find(({ path }) => path === '/generate');
    await waitFor(() => expect(sent()).toBeDefined());
    expect(sent()?.body).not.toHaveProperty('parent');
    leave();
  });

  it('is added to another one, to combine both with the models that can', async () => {
    let number = 0;
    const { requests } = fakeBucket({
      ...routes,
      'POST /references': offering,
      [`POST /references/${REFERENCE}`]: () => {
        number += 1;
        return reference(`${REFERENCE.slice(0, -1)}${number}`);
      },
    });
    const { user, leave } = await renderApp();
    await screen.findByRole('button', { name: 'Start from a picture' });
    fireEvent.drop(document.body, { dataTransfer: { files: [photo('one.jpg')], types: ['Files'] } });
    await screen.findByRole('dialog', { name: 'Change a picture' });
    fireEvent.paste(document.body, { clipboardData: { files: [photo('two.jpg')] } });
    const dialog = within(await screen.findByRole('dialog', { name: 'Combine pictures' }));
    expect(dialog.getAllByRole('checkbox')).toHaveLength(1);
    await user.type(dialog.getByRole('textbox', { name: 'What they become' }), 'a party');
    await user.click(await dialog.findByRole('button', { name: /Draw with 1 model/ }));
    await waitFor(() =>
      expect(requests.find(({ path }) => path === '/generate')?.body).toMatchObject({ operation: 'combine' }),
    );
    expect(Object(requests.find(({ path }) => path === '/generate')?.body).references).toHaveLength(2);
    leave();
  });

  it('that is no picture says so, and sends nothing', async () => {
    const { requests } = fakeBucket({
      ...routes,
      'POST /references': offering,
      [`POST /references/${REFERENCE}`]: () => ({
        status: 400,
        body: { error: 'This is not a PNG.', code: 'REFERENCE_UNUSABLE', requestId: 'r' },
      }),
    });
    const { user, leave } = await renderApp();
    await screen.findByRole('button', { name: 'Start from a picture' });
    fireEvent.drop(document.body, { dataTransfer: { files: [photo()], types: ['Files'] } });
    expect(await screen.findByText('This file cannot be used as a picture to start from.')).toBeVisible();
    await user.type(screen.getByRole('textbox', { name: 'What shall change' }), 'make it night');
    await user.click(screen.getByRole('button', { name: /Draw with/ }));
    expect(requests.some(({ path }) => path === '/generate')).toBe(false);
    await user.click(screen.getByRole('button', { name: 'Remove picture 1' }));
    expect(screen.getByText('Choose a picture first.')).toBeVisible();
    leave();
  });
});

it('Where no model does anything with pictures, nothing offers it', async () => {
  fakeApi({ ...routes, 'GET /models': () => ({ body: modelsResponse() }) });
  const { leave } = await renderApp(`/r/${JOB}`);
  await screen.findByRole('article', { name: 'ONE' });
  expect(screen.queryByRole('button', { name: 'Start from a picture' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Go on from ONE' })).toBeNull();
  leave();
});
