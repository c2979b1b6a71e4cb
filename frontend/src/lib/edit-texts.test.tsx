import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { screen } from '@testing-library/react';
import { completed, fakeApi, JOB, job, model, modelsResponse, RETRY } from '../testing/fake-api.ts';
import { flat, leftovers, pseudo } from '../testing/pseudo-language.ts';
import { renderApp } from '../testing/render-app.tsx';
import { editTexts } from './edit-texts.ts';
import { en, type Messages } from './i18n/en.ts';

const texts = pseudo<Messages>(en);

describe('Every text of going on from a picture', () => {
  const { en: before } = editTexts;
  beforeAll(() => {
    editTexts.en = pseudo(before);
  });
  afterAll(() => {
    editTexts.en = before;
  });

  it('comes from the language: in a run that changes one, and in the dialog', async () => {
    const operations = [{ operation: 'change' as const, references: 1, referenceUsd: 0 }];
    const able = { ...model('1-one').supports, operations };
    const input = {
      imageUrl: 'http://localhost/i.png',
      thumbnailUrl: 'http://localhost/i.webp',
      width: 4,
      height: 3,
      sha256: 'f',
    };
    const parent = { jobId: RETRY, modelId: '1-one' };
    fakeApi({
      'GET /models': () => ({ body: modelsResponse([model('1-one', { supports: able })]) }),
      [`GET /status/${JOB}`]: () => ({
        body: { ...job([completed('1-one')]), operation: 'change', inputs: [input], parent },
      }),
      [`GET /status/${RETRY}`]: () => ({
        status: 410,
        body: { error: 'In English.', code: 'RUN_DELETED', requestId: 'abc' },
      }),
    });
    const { user, leave } = await renderApp(`/r/${JOB}`, 'en', texts);
    await screen.findByText(editTexts.en.gone);
    expect(leftovers()).toEqual([]);
    await user.click(screen.getByRole('button', { name: editTexts.en.changes.title }));
    // Where there are no workers, nothing can be compared.
    await screen.findByText(editTexts.en.changes.failed);
    expect(leftovers()).toEqual([]);
    await user.click(screen.getByRole('button', { name: texts.app.close }));
    await user.click(screen.getByRole('button', { name: texts.ask.picture }));
    await screen.findByText(editTexts.en.choose);
    expect(leftovers()).toEqual([]);
    leave();
  });

  it('comes from the language: for each operation on one picture', async () => {
    const names = ['change', 'repaint', 'widen', 'enlarge', 'cut-out'] as const;
    const operations = names.map((operation) => ({ operation, references: 1, referenceUsd: 0 }));
    const able = { ...model('1-one').supports, operations };
    fakeApi({
      'GET /models': () => ({ body: modelsResponse([model('1-one', { supports: able })]) }),
      [`GET /status/${JOB}`]: () => ({ body: job([completed('1-one')]) }),
      'POST /references': () => ({
        body: { referenceId: 'r', width: 400, height: 300, bytes: 9, thumbnailUrl: 'data:,', expiresAt: '' },
      }),
    });
    const { user, leave } = await renderApp(`/r/${JOB}`, 'en', texts);
    await user.click(await screen.findByRole('button', { name: editTexts.en.goOn('ONE') }));
    for (const operation of names) {
      await user.click(await screen.findByRole('radio', { name: editTexts.en.operation[operation] }));
      await screen.findByRole('dialog', { name: editTexts.en.title[operation] });
      if (operation === 'repaint') await screen.findByRole('application');
      if (operation === 'widen') await screen.findAllByRole('slider');
      expect(leftovers().filter((text) => !/^\d+:\d+$/.test(text))).toEqual([]);
    }
    leave();
  });

  it('is translated', () => {
    const english = flat(before);
    const same = [...flat(editTexts.de)].filter(([name, text]) => english.get(name) === text);
    expect(same).toEqual([]);
  });
});
