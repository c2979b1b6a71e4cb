import { describe, expect, it } from '@jest/globals';
import type { Slot } from '../../../../src/config/slot.ts';
import type { KnownModels } from '../../../../src/contract/index.ts';
import type { KnownModelsDocument } from '../../../../src/store/known-models-store.ts';
import { refreshKnownModels } from '../../../../src/usecases/models/refresh-known-models.ts';
import { recordingLog } from '../../../helpers/recording-log.ts';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-11-26T12:00:00Z');
const slots = [{ model: 'a/one' }, { model: 'b/two' }] as Slot[];
const MODELS: KnownModels = { 'a/one': { priceUsd: { low: 0.02, high: 0.02 } }, 'b/two': null };

async function refresh(
  stored: KnownModelsDocument | undefined,
  list: KnownModels | 'none' | Error = MODELS,
  isFull = false,
) {
  const written: KnownModelsDocument[] = [];
  let asked = 0;
  const log = recordingLog();
  await refreshKnownModels({
    slots,
    knownModels: {
      read: async () => stored,
      write: async (document) => {
        if (isFull) throw new Error('full');
        written.push(document);
      },
    },
    readList: async (given) => {
      asked += 1;
      expect(given).toBe(slots);
      if (list instanceof Error) throw list;
      return list === 'none' ? undefined : list;
    },
    clock: { now: () => NOW },
    log,
  });
  return { asked, written, messages: log.lines.map(({ message }) => message) };
}

describe('what is known of models without a row', () => {
  it('is read at first', async () => {
    expect(await refresh(undefined)).toEqual({
      asked: 1,
      written: [{ checkedAtMs: NOW, models: MODELS }],
      messages: [],
    });
  });

  it('is read again after a day, and not before', async () => {
    expect(await refresh({ checkedAtMs: NOW - 23 * HOUR, models: MODELS })).toMatchObject({
      asked: 0,
      written: [],
    });
    expect(await refresh({ checkedAtMs: NOW - 24 * HOUR, models: MODELS })).toMatchObject({ asked: 1 });
  });

  it('is read at once where a model has not been asked for', async () => {
    expect(await refresh({ checkedAtMs: NOW - HOUR, models: { 'a/one': {} } })).toMatchObject({ asked: 1 });
  });

  it.each([
    ['none', false, 'The list of models could not be read'],
    [new Error('down'), false, 'What is known of models could not be refreshed'],
    [MODELS, true, 'What is known of models could not be refreshed'],
  ] as const)(
    'stays where it cannot be refreshed, and nothing is thrown: %s',
    async (list, isFull, message) => {
      const { written, messages } = await refresh({ checkedAtMs: 0, models: MODELS }, list, isFull);
      expect(written).toEqual([]);
      expect(messages).toEqual([message]);
    },
  );
});

it('nobody is asked where every model has a row', async () => {
  const log = recordingLog();
  const never = async () => {
    throw new Error('must not be asked');
  };
  await refreshKnownModels({
    slots: [],
    knownModels: { read: never, write: never },
    readList: never,
    clock: { now: () => NOW },
    log,
  });
  expect(log.lines).toEqual([]);
});

it('one model without a row is reason enough', async () => {
  const asked: unknown[] = [];
  await refreshKnownModels({
    slots: slots.slice(0, 1),
    knownModels: { read: async () => undefined, write: async () => undefined },
    readList: async (given) => {
      asked.push(given);
      return {};
    },
    clock: { now: () => NOW },
    log: recordingLog(),
  });
  expect(asked).toEqual([slots.slice(0, 1)]);
});
