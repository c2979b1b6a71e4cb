import { describe, expect, it } from '@jest/globals';
import {
  catalogRows,
  findModel,
  suggestNames,
  unlistedModel,
  vendorOf,
} from '../../../src/catalog/lookup.ts';
import spellings from '../../fixtures/spellings.json' with { type: 'json' };

/** As people write them, each with the model that it is (for a model without a row: its id), or with what is offered. */
const SPELLINGS = Object.entries(spellings as Record<string, string | string[]>);
const statusOf = (name: string) => findModel(name)?.status;

describe('spellings of models', () => {
  it.each(SPELLINGS.filter(([, meaning]) => typeof meaning === 'string'))('%s is %s', (spelling, meaning) => {
    expect(findModel(spelling)?.name ?? unlistedModel(spelling)?.model).toBe(meaning);
  });

  it.each(SPELLINGS.filter(([, meaning]) => typeof meaning !== 'string'))(
    '%s is none; offered: %j',
    (spelling, offered) => {
      expect(findModel(spelling)).toBeUndefined();
      expect(suggestNames(spelling)).toEqual(offered);
      for (const name of offered) expect(statusOf(name)).toBe('active');
    },
  );

  it('are 130 at least, most of which are models that can be had', () => {
    const known = SPELLINGS.filter(([, meaning]) => typeof meaning === 'string');
    expect(SPELLINGS.length).toBeGreaterThanOrEqual(130);
    expect(known.length).toBeGreaterThan(SPELLINGS.length / 2);
  });

  it('of a vendor alone are told its active models, all of them and no others', () => {
    for (const provider of new Set(catalogRows().map((row) => row.provider))) {
      for (const name of vendorOf(provider)?.names ?? []) {
        if (findModel(name) !== undefined) continue;
        const own = catalogRows().filter(
          (row) => row.status === 'active' && vendorOf(row.provider)?.names.includes(name),
        );
        expect([name, suggestNames(name)]).toEqual([name, own.map((row) => row.name)]);
      }
    }
  });
});
