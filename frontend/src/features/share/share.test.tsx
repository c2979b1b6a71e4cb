import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { en, type Messages } from '../../lib/i18n/en.ts';
import { ownRuns } from '../../lib/run-key.ts';
import { completed, fakeApi, JOB, job, modelsResponse } from '../../testing/fake-api.ts';
import { flat, leftovers, pseudo } from '../../testing/pseudo-language.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { shareTexts } from './texts.ts';

const LINK = 'Zk3fQ8y1TnWm0b5Xc7Ls2A';
const OTHER = 'aaaaaaaaaaaaaaaaaaaaaa';
const link = (linkId: string, withPrompt = false) => ({
  linkId,
  createdAt: '2026-11-20T10:00:00.000Z',
  withPrompt,
  withCosts: false,
});
const models = { 'GET /models': () => ({ body: modelsResponse() }) };
const ownRun = { ...models, [`GET /status/${JOB}`]: () => ({ body: job([completed('1-one')]) }) };
const SHARED = {
  status: 'completed',
  createdAt: '2026-11-20T10:00:00.000Z',
  endedAt: '2026-11-20T10:00:05.000Z',
  results: [
    {
      model: 'ONE',
      provider: 'Vendor',
      index: 0,
      status: 'completed',
      imageUrl: 'https://images.example/a.png',
      thumbnailUrl: 'https://images.example/a.webp',
      width: 10,
      height: 10,
      durationMs: 4000,
    },
    { model: 'TWO', provider: 'Vendor', index: 0, status: 'failed', error: { code: 'TIMEOUT' } },
    { model: 'THREE', provider: 'Vendor', index: 0, status: 'pending' },
    { model: 'ONE', provider: 'Vendor', index: 0, status: 'completed' },
  ],
};

describe('Sharing a run', () => {
  it('makes links that show what was chosen, and revokes them', async () => {
    let links = [link(OTHER)];
    const requests = fakeApi({
      ...ownRun,
      [`GET /runs/${JOB}/links`]: () => ({ body: { links } }),
      [`POST /runs/${JOB}/links`]: () => {
        links = [link(LINK, true), ...links];
        return { body: links[0] };
      },
      [`DELETE /runs/${JOB}/links/${OTHER}`]: () => {
        links = links.filter(({ linkId }) => linkId !== OTHER);
        return { body: { linkId: OTHER } };
      },
    });
    ownRuns.set([JOB]);
    const { user, leave } = await renderApp(`/r/${JOB}`);
    await user.click(await screen.findByRole('button', { name: 'Share' }));
    const dialog = within(await screen.findByRole('dialog'));
    await dialog.findByDisplayValue(`http://localhost/shared/${OTHER}`);
    await user.click(dialog.getByRole('checkbox', { name: /Show the prompt/ }));
    await user.click(dialog.getByRole('button', { name: 'Make a link' }));
    expect(await dialog.findByDisplayValue(`http://localhost/shared/${LINK}`)).toBeVisible();
    expect(await navigator.clipboard.readText()).toBe(`http://localhost/shared/${LINK}`);
    expect(dialog.getByText(/pictures and prompt/)).toBeVisible();
    const revoke = dialog.getAllByRole('button', { name: 'Revoke the link' })[1];
    if (!revoke) throw new Error('There is one link only.');
    await user.click(revoke);
    expect(await screen.findByText(/The link is revoked/)).toBeVisible();
    expect(dialog.queryByDisplayValue(`http://localhost/shared/${OTHER}`)).toBeNull();
    const made = requests.find(({ method, path }) => method === 'POST' && path.endsWith('/links'));
    expect(made?.body).toEqual({ withPrompt: true, withCosts: false });
    expect(made?.headers['x-run-key']).toMatch(/^[A-Za-z0-9_-]{43}$/);
    leave();
  });

  it('hands the run to another browser, which keeps the key out of the address', async () => {
    const requests = fakeApi({ ...ownRun, [`GET /runs/${JOB}/links`]: () => ({ body: { links: [] } }) });
    ownRuns.set([JOB]);
    const { user, leave } = await renderApp(`/r/${JOB}`);
    await user.click(await screen.findByRole('button', { name: 'Share' }));
    await user.click(await screen.findByRole('button', { name: 'Copy the management link' }));
    const address = await navigator.clipboard.readText();
    const key = requests.find(({ path }) => path === `/status/${JOB}`)?.headers['x-run-key'];
    expect(address).toBe(`http://localhost/r/${JOB}#k=${key}`);
    leave();
  });
});

describe('What a link shows', () => {
  it('is pictures, for people who have not signed in, and not for search engines', async () => {
    const requests = fakeApi({ [`GET /shared/${LINK}`]: () => ({ body: SHARED }) });
    const { leave } = await renderApp(`/shared/${LINK}`);
    expect(await screen.findByRole('heading', { name: 'Shared pictures' })).toBeVisible();
    const picture = screen.getByRole('link', { name: 'Picture by ONE, full size' });
    expect(picture).toHaveAttribute('href', 'https://images.example/a.png');
    expect(document.querySelector('meta[name="robots"]')).toHaveAttribute('content', 'noindex, nofollow');
    expect(requests.map(({ path }) => path)).toContain(`/shared/${LINK}`);
    leave();
    expect(document.querySelector('meta[name="robots"]')).toBeNull();
  });

  it.each([
    [{ actualCostUsd: 0.61, unknownCosts: 8, maybeBilled: 0 }, /\$0\.61 spent \+ 8 of unknown cost/],
    [{ actualCostUsd: 0, unknownCosts: 1, maybeBilled: 4 }, /· 1 of unknown cost \+ 4 may have been billed$/],
    [{ actualCostUsd: 0, unknownCosts: 0, maybeBilled: 0 }, /nothing spent/],
  ])('is what it has cost, with what nobody knows: %j', async (cost, words) => {
    fakeApi({ [`GET /shared/${LINK}`]: () => ({ body: { ...SHARED, ...cost } }) });
    const { leave } = await renderApp(`/shared/${LINK}`);
    expect(await screen.findByText(words)).toBeVisible();
    leave();
  });

  it('is nothing once it was revoked', async () => {
    const error = { error: 'In English.', code: 'LINK_NOT_FOUND', requestId: 'abc' };
    fakeApi({ [`GET /shared/${LINK}`]: () => ({ status: 404, body: error }) });
    const { leave } = await renderApp(`/shared/${LINK}`);
    expect(await screen.findByRole('heading', { name: 'This link shows nothing any more' })).toBeVisible();
    leave();
  });
});

describe('Every text of sharing', () => {
  const texts = pseudo<Messages>(en);
  const { en: before } = shareTexts;
  beforeAll(() => {
    shareTexts.en = pseudo(before);
  });
  afterAll(() => {
    shareTexts.en = before;
  });

  it.each([texts.run.share, texts.kept.change])('comes from the language: %s', async (name) => {
    fakeApi({ ...ownRun, [`GET /runs/${JOB}/links`]: () => ({ body: { links: [link(LINK)] } }) });
    ownRuns.set([JOB]);
    const { user, leave } = await renderApp(`/r/${JOB}`, 'en', texts);
    await user.click(await screen.findByRole('button', { name }));
    await screen.findByRole('dialog');
    expect(leftovers()).toEqual([]);
    leave();
  });

  it('comes from the language on the page of a link', async () => {
    fakeApi({ [`GET /shared/${LINK}`]: () => ({ body: SHARED }) });
    const { leave } = await renderApp(`/shared/${LINK}`, 'en', texts);
    await screen.findByRole('heading', { name: shareTexts.en.sharedTitle });
    expect(leftovers()).toEqual([]);
    leave();
  });

  it('is translated', () => {
    const english = flat(before);
    const same = [...flat(shareTexts.de)].filter(([name, text]) => english.get(name) === text);
    expect(same).toEqual([]);
    expect(shareTexts.de.sharedPictures(2)).toBe('2 Bilder');
  });
});
