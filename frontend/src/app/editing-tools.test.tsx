import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { completed, fakeApi, JOB, job, model, modelsResponse, RETRY, started } from '../testing/fake-api.ts';
import { renderApp } from '../testing/render-app.tsx';

const BUCKET = 'http://bucket.localhost';
const PICTURE = 'vq2dWAlhmDK5cN0rS8oYtGfJ3uXbE7iZ';
const MASK = 'Zi7EbXu3JfGtYo8Sr0Nc5KDmhlAWd2qv';
const PARENT = { jobId: JOB, modelId: '1-one', index: 0 };
const about = { references: 1, referenceUsd: 0 };
const TOOLS = (['change', 'repaint', 'widen', 'enlarge', 'cut-out'] as const).map((operation) => ({
  operation,
  ...about,
  ...(operation === 'repaint' && { priceUsd: { low: 0.5, high: 0.5 } }),
}));
const able = (id: string, operations: typeof TOOLS) => {
  const plain = model(id);
  return { ...plain, supports: { ...plain.supports, operations } };
};
const reference = (referenceId: string) => ({
  body: {
    referenceId,
    width: 400,
    height: 300,
    bytes: 9,
    thumbnailUrl: 'data:image/webp;base64,AA==',
    expiresAt: '2026-11-21T10:00:00.000Z',
  },
});

/** What was drawn into the canvas of the mask: jsdom has none. */
const drawn: { fill: string; lines: { stroke: string; width: number; path: string }[] } = {
  fill: '',
  lines: [],
};
const canvas = HTMLCanvasElement.prototype;
const before = {
  getContext: canvas.getContext,
  toBlob: canvas.toBlob,
  Path2D: globalThis.Path2D,
  PointerEvent: globalThis.PointerEvent,
};
beforeAll(() => {
  class Path {
    path: string;
    constructor(path: string) {
      this.path = path;
    }
  }
  const context = {
    fillStyle: '',
    strokeStyle: '',
    lineWidth: 0,
    fillRect() {
      Object.assign(drawn, { fill: this.fillStyle, lines: [] });
    },
    stroke({ path }: Path) {
      drawn.lines.push({ stroke: this.strokeStyle, width: this.lineWidth, path });
    },
  };
  Object.assign(canvas, {
    getContext: () => context,
    toBlob: (done: (blob: Blob) => void) => done(new Blob(['mask'], { type: 'image/png' })),
  });
  // Nor has it pointers.
  Object.assign(globalThis, { Path2D: Path, PointerEvent: class extends MouseEvent {} });
});
afterAll(() => {
  Object.assign(canvas, { getContext: before.getContext, toBlob: before.toBlob });
  Object.assign(globalThis, { Path2D: before.Path2D, PointerEvent: before.PointerEvent });
});

async function open() {
  const requests = fakeApi({
    'GET /models': () => ({ body: modelsResponse([able('1-one', TOOLS), able('2-two', TOOLS.slice(0, 1))]) }),
    [`GET /status/${JOB}`]: () => ({ body: job([completed('1-one')]) }),
    [`GET /status/${RETRY}`]: () => ({ body: job([completed('1-one')], { jobId: RETRY }) }),
    'POST /generate': () => started(RETRY, ['1-one']),
    'POST /references': ({ body }: { body?: object }) =>
      body && 'from' in body
        ? reference(PICTURE)
        : { body: { uploadId: MASK, url: BUCKET, fields: { key: 'uploads/x' }, expiresAt: '' } },
    [`POST /references/${MASK}`]: () => reference(MASK),
  } as Parameters<typeof fakeApi>[0]);
  const api = globalThis.fetch;
  globalThis.fetch = async (target, init) =>
    String(target).startsWith(BUCKET) ? ({ ok: true, status: 204 } as Response) : api(target, init);
  const { user, leave } = await renderApp(`/r/${JOB}`);
  await user.click(await screen.findByRole('button', { name: 'Go on from ONE' }));
  await screen.findByRole('dialog', { name: 'Change a picture' });
  const sent = () => requests.find(({ path }) => path === '/generate')?.body;
  const dialog = () => within(screen.getByRole('dialog'));
  const choose = (name: string) => user.click(dialog().getByRole('radio', { name }));
  const send = async () => {
    const button = dialog().getByRole('button', { name: /^Draw with/ });
    await user.click(button);
    await waitFor(() => expect(sent()).toBeDefined());
  };
  return { user, leave, sent, dialog, choose, send };
}

describe('One picture', () => {
  it('is repainted where it is marked, with a pointer', async () => {
    const { user, leave, sent, dialog, choose, send } = await open();
    await choose('Repaint');
    const area = await dialog().findByRole('application', { name: 'Mark what shall be repainted' });
    await user.type(dialog().getByRole('textbox', { name: 'What the marked part becomes' }), 'a hat');
    expect(dialog().getByText('Mark a part of the picture first.')).toBeVisible();
    fireEvent.pointerDown(area, { button: 0, buttons: 1, clientX: 10, clientY: 20 });
    fireEvent.pointerMove(area, { buttons: 1, clientX: 30, clientY: 20 });
    fireEvent.pointerUp(area);
    await user.click(dialog().getByRole('button', { name: 'Erase' }));
    fireEvent.pointerDown(area, { button: 0, buttons: 1, clientX: 12, clientY: 20 });
    fireEvent.pointerUp(area);
    const button = dialog().getByRole('button', { name: /^Draw with one model|^Draw with 1 model/ });
    expect(button).toHaveTextContent('$0.50');
    await send();
    expect(sent()).toEqual({
      prompt: 'a hat',
      operation: 'repaint',
      references: [PICTURE],
      models: ['1-one'],
      mask: MASK,
      parent: PARENT,
    });
    expect(drawn).toEqual({
      fill: '#000',
      lines: [
        { stroke: '#fff', width: 36, path: 'M10 20L30 20' },
        { stroke: '#000', width: 36, path: 'M12 20L12.01 20' },
      ],
    });
    leave();
  });

  it('is marked with the keyboard, undone and inverted', async () => {
    const { user, leave, dialog, choose, send } = await open();
    await choose('Repaint');
    const area = await dialog().findByRole('application');
    area.focus();
    await user.keyboard('{ArrowLeft} {ArrowDown}{Shift>}{ArrowRight}{/Shift} ');
    await user.keyboard(' {ArrowUp} {Control>}z{/Control}');
    await user.click(dialog().getByRole('button', { name: 'Invert' }));
    await user.click(dialog().getByRole('button', { name: 'Undo' }));
    await user.type(dialog().getByRole('textbox'), 'a hat');
    await send();
    expect(drawn).toEqual({
      fill: '#000',
      lines: [{ stroke: '#fff', width: 36, path: 'M182 150L182 168L254 168' }],
    });
    await leave();
  });

  it('is widened by edges that are dragged or moved with arrow keys, and by shapes', async () => {
    const { user, leave, sent, dialog, choose, send } = await open();
    await choose('Widen');
    const left = await dialog().findByRole('slider', { name: 'Margin on the left' });
    await user.type(dialog().getByRole('textbox', { name: 'What surrounds it' }), 'more lake');
    expect(dialog().getByText(/^Drag an edge outwards first/)).toBeVisible();
    left.focus();
    await user.keyboard('{ArrowLeft}{ArrowLeft}{ArrowRight}{ArrowUp}');
    expect(left).toHaveAttribute('aria-valuenow', '16');
    const top = dialog().getByRole('slider', { name: 'Margin at the top' });
    fireEvent.pointerDown(top, { clientX: 0, clientY: 100 });
    fireEvent.pointerMove(top, { clientX: 0, clientY: 60 });
    fireEvent.pointerUp(top);
    fireEvent.pointerMove(top, { clientX: 0, clientY: 0 });
    expect(dialog().getByText(/^416 × 340 px/)).toBeVisible();
    await send();
    expect(sent()).toMatchObject({
      operation: 'widen',
      prompt: 'more lake',
      expand: { left: 16, right: 0, top: 40, bottom: 0 },
    });
    leave();
  });

  it('takes the margins of a shape', async () => {
    const { user, leave, dialog, choose } = await open();
    await choose('Widen');
    await dialog().findByRole('slider', { name: 'Margin on the left' });
    expect(dialog().queryByRole('button', { name: '4:3' })).toBeNull();
    await user.click(dialog().getByRole('button', { name: '1:1' }));
    expect(dialog().getByText(/^400 × 400 px/)).toBeVisible();
    await user.click(dialog().getByRole('button', { name: 'None' }));
    expect(dialog().getByText(/^400 × 300 px/)).toBeVisible();
    leave();
  });

  it('is used again for what was done to it', async () => {
    const input = {
      imageUrl: 'http://localhost/i.png',
      thumbnailUrl: 'http://localhost/i.webp',
      width: 4,
      height: 3,
      sha256: 'f',
    };
    fakeApi({
      'GET /models': () => ({ body: modelsResponse([able('1-one', TOOLS)]) }),
      [`GET /status/${RETRY}`]: () => ({
        body: {
          ...job([completed('1-one')], { jobId: RETRY, prompt: 'more lake' }),
          operation: 'widen',
          inputs: [input],
          parent: PARENT,
        },
      }),
      [`GET /status/${JOB}`]: () => ({ body: job([completed('1-one')]) }),
      'POST /references': () => reference(PICTURE),
    });
    const { user, leave } = await renderApp(`/r/${RETRY}`);
    await user.click(await screen.findByRole('button', { name: 'Use this again' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Widen a picture' }));
    expect(dialog.getByRole('radio', { name: 'Widen' })).toBeChecked();
    expect(dialog.getByRole('textbox', { name: 'What surrounds it' })).toHaveValue('more lake');
    leave();
  });

  it.each([
    ['Enlarge', 'enlarge', 'Enlarge a picture'],
    ['Cut out', 'cut-out', 'Cut out the subject'],
  ])('needs no words to %s', async (name, operation, title) => {
    const { leave, sent, dialog, choose, send } = await open();
    await choose(name);
    expect(screen.getByRole('dialog', { name: title })).toBeVisible();
    expect(dialog().queryByRole('textbox')).toBeNull();
    await waitFor(() =>
      expect(dialog().getByRole('button', { name: /^Draw with/ })).not.toHaveAttribute('aria-disabled'),
    );
    await send();
    expect(sent()).toEqual({
      prompt: title,
      operation,
      references: [PICTURE],
      models: ['1-one'],
      parent: PARENT,
    });
    leave();
  });
});
