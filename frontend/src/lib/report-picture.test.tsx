import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { listTexts } from '../features/lists/texts.ts';
import { completed, fakeApi, JOB, job, modelsResponse } from '../testing/fake-api.ts';
import { flat, leftovers, pseudo } from '../testing/pseudo-language.ts';
import { renderApp } from '../testing/render-app.tsx';
import { en, type Messages } from './i18n/en.ts';
import { reportAddress, reportTexts } from './report-picture.tsx';

const RUN = `http://localhost/r/${JOB}`;
const { en: texts } = reportTexts;
const entry = {
  id: JOB,
  timestamp: '2026-11-20T10:00:00.000Z',
  prompt: 'a red fox',
  preview: 'http://localhost/x.webp',
  previews: ['http://localhost/x.webp'],
  imageCount: 1,
  totalModels: 1,
  totalPictures: 1,
};
const api = (reportTo?: string) => ({
  'GET /models': () => ({ body: modelsResponse(undefined, reportTo === undefined ? {} : { reportTo }) }),
  'GET /gallery/list': () => ({
    body: { galleries: [entry], total: 1, nextCursor: null, searchedBackTo: entry.timestamp },
  }),
  [`GET /status/${JOB}`]: () => ({ body: job([completed('1-one')]) }),
});

describe('The address of a report', () => {
  it('is a mail that names the run', () => {
    const address = reportAddress('abuse+pictures@example.org', RUN, texts);
    expect(address).toMatch(/^mailto:abuse%2Bpictures@example\.org\?subject=Report%20of%20a%20picture&body=/);
    expect(decodeURIComponent(String(address))).toContain(`\n${RUN}\n`);
  });

  it('is a page that is told the run, beside what it is told already', () => {
    const encoded = encodeURIComponent(RUN);
    expect(reportAddress('https://example.org/report', RUN, texts)).toBe(
      `https://example.org/report?run=${encoded}`,
    );
    expect(reportAddress('https://example.org/?to=us#form', RUN, texts)).toBe(
      `https://example.org/?to=us&run=${encoded}#form`,
    );
  });

  it.each(['javascript:alert(1)', 'http://example.org', 'https://', 'example.org', 'a@b?cc=c@d', 'a@b&x=y'])(
    'is not made of %j',
    (to) => {
      expect(reportAddress(to, RUN, texts)).toBeUndefined();
    },
  );
});

describe('A picture', () => {
  it('can be reported in the gallery and when it is opened, if the owner says where', async () => {
    fakeApi(api('https://example.org/report'));
    const { user, leave } = await renderApp('/gallery');
    const link = await screen.findByRole('link', { name: 'Report “a red fox”' });
    expect(link).toHaveAttribute('href', `https://example.org/report?run=${encodeURIComponent(RUN)}`);
    expect(link).toHaveAttribute('rel', 'noreferrer');
    await user.click(screen.getByRole('img', { name: 'Preview of “a red fox”' }));
    await user.click(await screen.findByRole('button', { name: 'Enlarge the picture of ONE' }));
    const dialog = within(await screen.findByRole('dialog'));
    const opened = await dialog.findByRole('link', { name: 'Report this picture by ONE' });
    expect(opened).toHaveAttribute('href', `https://example.org/report?run=${encodeURIComponent(RUN)}`);
    leave();
  });

  it('has no such link where the owner has named nothing', async () => {
    fakeApi(api());
    const { leave } = await renderApp('/gallery');
    await screen.findByText('a red fox');
    expect(screen.queryByRole('link', { name: /Report/ })).toBeNull();
    leave();
  });
});

describe('Every text of a report', () => {
  // The gallery leads to the lists, in words of theirs.
  const { en: ofLists } = listTexts;
  beforeAll(() => {
    reportTexts.en = pseudo(texts);
    listTexts.en = pseudo(ofLists);
  });
  afterAll(() => {
    reportTexts.en = texts;
    listTexts.en = ofLists;
  });

  it('comes from the language', async () => {
    fakeApi(api('abuse@example.org'));
    const { leave } = await renderApp('/gallery', 'en', pseudo<Messages>(en));
    await screen.findByRole('link', { name: reportTexts.en.ofRun('a red fox') });
    expect(leftovers()).toEqual([]);
    leave();
  });

  it('is translated', () => {
    const english = flat(texts);
    expect([...flat(reportTexts.de)].filter(([name, text]) => english.get(name) === text)).toEqual([]);
    expect(reportTexts.de.about('Aurora')).toBe('Dieses Bild von Aurora melden');
  });
});
