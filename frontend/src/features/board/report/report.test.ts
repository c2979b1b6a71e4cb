import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { act } from '@testing-library/react';
import { loadMessages } from '../../../lib/i18n/i18n.tsx';
import { boardData, listFacts } from '../../../testing/board-data.ts';
import { completed } from '../../../testing/fake-api.ts';
import { castVotes } from '../cast-votes.ts';
import { figuresOf } from '../figures.ts';
import type { Filters } from '../filters.ts';
import type { ListFacts } from '../list-facts.ts';
import { namesOf } from '../names.ts';
import { boardOf } from '../statistics/board.ts';
import { embedPictures, picturesOfList } from './embedded.ts';
import { renderReport } from './render-report.tsx';
import type { ReportProps } from './report-body.tsx';

const ALL: Filters = { category: '', voter: '', from: '', to: '' };
const WEBP = Uint8Array.from([...'RIFF....WEBPVP8 '].map((sign) => sign.charCodeAt(0)));
const HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">&amp;\'"';
const ignore = () => undefined;

async function reportOf(
  facts: ListFacts | undefined,
  language: 'en' | 'de' = 'en',
  data = boardData(),
  more: Partial<ReportProps> = {},
) {
  const embedded =
    facts &&
    (await embedPictures(picturesOfList(facts), { fetchPicture: async () => WEBP, onProgress: ignore }));
  const words = { language, messages: await loadMessages(language) };
  let html = '';
  act(() => {
    html = renderReport(words, {
      board: boardOf(castVotes(data, ALL), { repetitions: 100 }),
      nameOf: namesOf(data.models),
      isOpen: true,
      isComplete: true,
      filters: ALL,
      period: { from: '2026-11-20', to: '2026-11-25' },
      madeAt: '2026-11-26T10:00:00.000Z',
      ...(facts && { facts, figures: figuresOf(facts.prompts.flatMap(({ run }) => run ?? [])) }),
      pictures: embedded?.pictures,
      ...more,
    });
  });
  return { html, page: new DOMParser().parseFromString(html, 'text/html') };
}

describe('A report', () => {
  it('is one page that loads and runs nothing', async () => {
    const { html, page } = await reportOf(listFacts());
    expect(html).toMatch(/^<!doctype html>/);
    const policy = page.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content');
    expect(policy).toBe(
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    );
    // Before anything that it is there for.
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<style>'));
    expect(page.querySelectorAll('script, link, iframe, object, embed, a, form, base')).toHaveLength(0);
    const sources = [...page.querySelectorAll('[src]')].map((element) => element.getAttribute('src'));
    expect(sources).toHaveLength(5);
    expect(sources.every((source) => source?.startsWith('data:image/webp;base64,'))).toBe(true);
    expect(html).not.toMatch(/https?:\/\/|url\(|@import/);
  });

  it('escapes whatever people wrote', async () => {
    const data = boardData();
    const models = data.models.map((model, place) => (place === 0 ? { ...model, name: HOSTILE } : model));
    const facts = { ...listFacts([HOSTILE, HOSTILE, HOSTILE]), name: HOSTILE };
    const { page } = await reportOf(facts, 'en', { ...data, models });
    const elements = [...page.querySelectorAll('*')];
    expect(elements.filter(({ localName }) => localName === 'script')).toEqual([]);
    const handlers = elements.flatMap((element) =>
      element.getAttributeNames().filter((name) => name.startsWith('on')),
    );
    expect(handlers).toEqual([]);
    expect(page.title).toContain(HOSTILE);
    expect(page.querySelector('tbody th')?.textContent).toBe(HOSTILE);
    expect(page.querySelector('h3')?.textContent).toBe(`1. ${HOSTILE}`);
    expect(page.querySelectorAll('img[src=x]')).toHaveLength(0);
  });

  it('says what the page says: order, prices, warnings, method, dates', async () => {
    const { page } = await reportOf(listFacts());
    const text = page.body.textContent ?? '';
    expect(page.title).toBe('Which model is best · Füchse');
    expect([...page.querySelectorAll('tbody')][0]?.textContent).toMatch(/ONE[\s\S]*TWO[\s\S]*THREE/);
    for (const said of [
      'ONE is the best one: it is picked in ',
      'A picture by ONE cost 25% of one by THREE, the dearest of them.',
      'Votes from Nov 20, 2026 to Nov 25, 2026.',
      'Made on Nov 26, 2026',
      'Nobody signs in here.',
      'Bradley-Terry',
      'These runs cost $0.54.',
      '1 of 2',
    ])
      expect(text).toContain(said);
    expect(page.querySelectorAll('svg').length).toBeGreaterThan(3);
  });

  it('has the hash of each picture that is embedded, and says what became of the others', async () => {
    const { page } = await reportOf(listFacts());
    const sum = createHash('sha256').update(WEBP).digest('hex');
    expect([...page.querySelectorAll('figcaption code')].map((code) => code.textContent)).toEqual(
      Array.from({ length: 5 }, () => sum),
    );
    const image = page.querySelector('img');
    expect(Buffer.from(image?.getAttribute('src')?.split(',')[1] ?? '', 'base64')).toEqual(Buffer.from(WEBP));
    expect(image?.alt).toBe('ONE: a red fox');
    expect(page.body.textContent).toContain('refused');
    expect(page.body.textContent).toContain('not told yet whose the pictures are');
  });

  it('has small copies of what has expired, with hashes, and no word but numbers beside them', async () => {
    const address = 'http://localhost/keep/y/1-one.webp?e=1&s=x';
    const { pictures } = await embedPictures([{ key: address, address }], {
      fetchPicture: async () => WEBP,
      onProgress: ignore,
    });
    const kept = [
      {
        number: '4',
        category: HOSTILE,
        pictures: [
          { address, model: HOSTILE },
          { address: 'http://localhost/gone', model: 'TWO' },
        ],
      },
    ];
    const { page, html } = await reportOf(undefined, 'en', boardData(), { pictures, kept });
    expect(page.querySelector('section:last-of-type h3')?.textContent).toBe('Prompt 4');
    const [image, ...others] = page.querySelectorAll('img');
    expect([image?.getAttribute('alt'), others]).toEqual([`${HOSTILE}: Prompt 4`, []]);
    expect(image?.getAttribute('src')).toMatch(/^data:image\/webp;base64,/);
    const sum = createHash('sha256').update(WEBP).digest('hex');
    expect(page.querySelector('figcaption code')?.textContent).toBe(sum);
    expect(page.body.textContent).toContain('picture not included');
    expect(html).not.toContain('localhost');
    expect(page.querySelectorAll('script')).toHaveLength(0);
  });

  it('is in the language of the page', async () => {
    const { page } = await reportOf(listFacts(), 'de');
    expect(page.documentElement.lang).toBe('de');
    expect(page.body.textContent).toContain('ONE ist das beste');
    expect(page.body.textContent).not.toMatch(/Which|picked|warning/);
  });

  it('of everyday runs has neither pictures nor prices', async () => {
    const { page } = await reportOf(undefined);
    expect(page.querySelectorAll('img')).toHaveLength(0);
    expect(page.body.textContent).toContain('From all runs that were drawn blind');
  });
});

describe('Pictures for a report', () => {
  const facts = (count: number): ListFacts => {
    const [first] = listFacts().prompts;
    const results = Array.from({ length: count }, (_, place) =>
      completed('1-one', { imageKey: `images/${place}`, imageUrl: `http://localhost/${place}` }),
    );
    return {
      name: 'x',
      hidden: 0,
      prompts: first?.run ? [{ number: 1, text: 'a', run: { ...first.run, results } }] : [],
    };
  };

  it('are thumbnails, where there are some', async () => {
    const asked: string[] = [];
    const fetchPicture = async (address: string) => {
      asked.push(address);
      return WEBP;
    };
    const [prompt] = facts(1).prompts;
    const result = completed('1-one', {
      imageUrl: 'http://localhost/large',
      thumbnailUrl: 'http://localhost/small',
    });
    const run = prompt?.run && { ...prompt.run, results: [result] };
    await embedPictures(
      picturesOfList({ name: 'x', hidden: 0, prompts: run ? [{ number: 1, text: 'a', run }] : [] }),
      { fetchPicture, onProgress: ignore },
    );
    expect(asked).toEqual(['http://localhost/small']);
  });

  it('that cannot be had, or are none, are left out and counted', async () => {
    const answers: Record<string, () => Promise<Uint8Array<ArrayBuffer>>> = {
      'http://localhost/0': async () => WEBP,
      'http://localhost/1': () => Promise.reject(new Error('403')),
      'http://localhost/2': async () => new TextEncoder().encode('<svg onload="alert(1)"/>'),
    };
    const progress: number[] = [];
    const { pictures, missing } = await embedPictures(picturesOfList(facts(3)), {
      fetchPicture: async (address) => answers[address]?.() ?? WEBP,
      onProgress: (done) => progress.push(done),
    });
    expect([...pictures.keys()]).toEqual(['images/0']);
    expect(missing).toBe(2);
    expect(progress).toEqual([1, 2, 3]);
  });

  it('stop where the file would be too large to send', async () => {
    const { pictures, missing } = await embedPictures(picturesOfList(facts(10)), {
      fetchPicture: async () => WEBP,
      onProgress: ignore,
      mostBytes: 100,
    });
    expect([pictures.size, missing]).toEqual([4, 6]);
  });
});
