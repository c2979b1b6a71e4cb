import { describe, expect, it } from '@jest/globals';
import { ProviderError } from '../../../../src/errors.ts';
import { safeText } from '../../../../src/lib/safe-text.ts';
import { PIPE_AS_COMMA as ANSWER } from '../../../../src/lib/warning.ts';
import type { ResultStore } from '../../../../src/store/result-store.ts';
import { marksOn } from '../../../helpers/counter-marks.ts';
import { slot } from '../../../helpers/job-world.ts';
import { HEIC } from '../../../helpers/tiny-pictures.ts';
import {
  BUDGETS,
  event,
  INVOCATION,
  PLANNED,
  PNG,
  type Reply,
  workerWorld,
} from '../../../helpers/worker-world.ts';

describe('what a picture costs', () => {
  const spentAfter = async (reply: Reply, slots = [slot(1)]) => {
    const world = await workerWorld([reply], { slots });
    await world.worker()(event(), INVOCATION);
    return {
      spent: world.spent(),
      month: world.counters.values.get('spend#2026-11'),
      result: await world.result(),
    };
  };
  const settings = { ...slot(1).settings, priceUsd: undefined };

  it('is what the vendor says, and the budgets are corrected to it', async () => {
    const cheaper = await spentAfter({ bytes: PNG, costUsd: 0.01 });
    expect(cheaper).toMatchObject({ spent: 50_000, month: 50_000, result: { costUsd: 0.01 } });
    const dearer = await spentAfter({ bytes: PNG, costUsd: 0.1 });
    expect(dearer).toMatchObject({ spent: 140_000, month: 140_000, result: { costUsd: 0.1 } });
  });

  it('is left out where nobody knows it, and the reservation stays', async () => {
    const { spent, result } = await spentAfter({ bytes: PNG }, [slot(1, { settings })]);
    expect(result).not.toHaveProperty('costUsd');
    expect(spent).toBe(80_000);
  });

  it('is given back where the vendor did not bill', async () => {
    const failure = new ProviderError('PROMPT_REFUSED', safeText`Refused.`, {
      billed: 'no',
      retryable: false,
    });
    const { spent, month, result } = await spentAfter(failure);
    expect([spent, month]).toEqual([40_000, 40_000]);
    expect(result).toMatchObject({
      error: { code: 'PROMPT_REFUSED', message: 'Refused.', billed: 'no', retryable: false },
    });
    expect(result).not.toHaveProperty('costUsd');
  });

  it('stays reserved where nobody knows whether it was billed', async () => {
    const failure = new ProviderError('OUTCOME_UNKNOWN', safeText`Lost.`, {
      billed: 'unknown',
      retryable: true,
    });
    expect((await spentAfter(failure)).spent).toBe(80_000);
  });

  it('is charged for a refusal that the vendor bills', async () => {
    const failure = new ProviderError('IMAGE_REFUSED', safeText`Refused.`, {
      billed: 'yes',
      retryable: false,
      costUsd: 0.02,
    });
    expect(await spentAfter(failure)).toMatchObject({ spent: 60_000, result: { costUsd: 0.02 } });
    const silent = new ProviderError('IMAGE_REFUSED', safeText`Refused.`, {
      billed: 'yes',
      retryable: false,
    });
    expect(await spentAfter(silent)).toMatchObject({ spent: 80_000, result: { costUsd: 0.04 } });
  });

  it('is what a failure of unknown outcome reports, too', async () => {
    const failure = new ProviderError('PROVIDER_DOWN', safeText`Broken.`, {
      billed: 'unknown',
      retryable: true,
      costUsd: 0.02,
    });
    expect(await spentAfter(failure)).toMatchObject({ spent: 60_000, result: { costUsd: 0.02 } });
  });

  it('is the price of the catalog where the figure of the vendor cannot be true, and the result says so', async () => {
    const doubt = expect.stringContaining('not plausible');
    expect(await spentAfter({ bytes: PNG, costUsd: 1e9, warnings: [ANSWER] })).toMatchObject({
      spent: 80_000,
      result: {
        costUsd: 0.04,
        reportedCostUsd: 1e9,
        warnings: [PLANNED.sentence, ANSWER.sentence, doubt],
      },
    });
    const failure = new ProviderError('IMAGE_REFUSED', safeText`No.`, {
      billed: 'yes',
      retryable: false,
      costUsd: 1e9,
    });
    expect(await spentAfter(failure)).toMatchObject({
      result: { costUsd: 0.04, reportedCostUsd: 1e9, warnings: [PLANNED.sentence, doubt] },
    });
  });

  it('is corrected in the day and month in which the job was made', async () => {
    const world = await workerWorld([
      new ProviderError('BAD_KEY', safeText`Bad key.`, { billed: 'no', retryable: false }),
    ]);
    await world.reserve('spend#2026-11-30', 40_000);
    world.clock.advance(Date.parse('2026-12-01T00:00:10.000Z') - world.clock.now());
    await world.worker()(event({ createdAt: '2026-11-30T23:59:50.000Z' }), INVOCATION);
    expect(
      await world.counters.read(['spend#2026-11-30', 'spend#2026-11', 'spend#2026-12-01', 'spend#2026-12']),
    ).toEqual([0, 40_000, 0, 0]);
  });
});

describe('the order of what a worker does at the end', () => {
  type Slowly = (what: string) => Promise<void>;
  type Changes = (slowly: Slowly) => Partial<ResultStore>;
  /** What was done before the worker returned. Each step is faster than the one before, so a step that nobody awaits is out of order. */
  const orderOf = async (reply: Reply, changes: Changes = () => ({})) => {
    const world = await workerWorld([reply]);
    const order: string[] = [];
    let begun = 0;
    const slowly = async (what: string) => {
      begun += 1;
      for (let turn = 5 * begun; turn < 45; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      order.push(what);
    };
    const budget = {
      settle: (_: unknown, costUsd: number) => slowly(`settled ${costUsd}`).then(() => true),
      forget: () => slowly('forgotten'),
    };
    const results = { ...world.results, save: () => slowly('stored').then(() => 'saved' as const) };
    const { add } = world.counters;
    const counters = {
      add: (...args: Parameters<typeof add>) => slowly('recorded').then(() => add(...args)),
    };
    const gallery = { ...world.gallery, add: () => slowly('shown').then(() => false) };
    const jobs = { ...world.jobs, findState: () => slowly('asked').then(() => undefined) };
    await world.worker({ budget, results: { ...results, ...changes(slowly) }, counters, gallery, jobs })(
      event(),
      INVOCATION,
    );
    return [...order, 'returned'];
  };
  const SETTLED = ['settled 0', 'recorded', 'forgotten', 'returned'];
  const refusal = new ProviderError('PROMPT_REFUSED', safeText`No.`, { billed: 'no', retryable: false });

  it('is: store the result, ask whether its picture may be shown, show it, settle, record that, forget the mark, return', async () => {
    expect(await orderOf({ bytes: PNG, costUsd: 0 })).toEqual(['stored', 'asked', 'shown', ...SETTLED]);
    expect(await orderOf(refusal)).toEqual(['stored', ...SETTLED]);
  });

  it('is, for an attempt that was closed meanwhile: keep the picture, show it, settle, return', async () => {
    const closed: Changes = (slowly) => ({
      save: async () => 'closed' as const,
      saveLate: () => slowly('kept late'),
    });
    expect(await orderOf({ bytes: PNG, costUsd: 0 }, closed)).toEqual([
      'kept late',
      'asked',
      'shown',
      'settled 0',
      'returned',
    ]);
    // A file that cannot be shown is kept, too, but is no picture.
    expect(await orderOf({ bytes: HEIC, costUsd: 0 }, closed)).toEqual([
      'kept late',
      'asked',
      'settled 0',
      'returned',
    ]);
    // What was told stays; a failure adds nothing to it.
    expect(await orderOf(refusal, closed)).toEqual(['returned']);
  });

  it('has no settlement where nobody knows the cost', async () => {
    const lost = new ProviderError('OUTCOME_UNKNOWN', safeText`Lost.`, {
      billed: 'unknown',
      retryable: true,
    });
    expect(await orderOf(lost)).toEqual(['stored', 'recorded', 'returned']);
  });

  it('leaves no mark on the budgets', async () => {
    const world = await workerWorld([{ bytes: PNG, costUsd: 0.01 }]);
    await world.worker()(event(), INVOCATION);
    expect(await marksOn(world.counters, BUDGETS)).toEqual(BUDGETS.map((key) => `reservation of ${key}`));
  });
});
