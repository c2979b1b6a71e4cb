import { describe, expect, it } from '@jest/globals';
import { addressList } from '../../../../src/lib/address.ts';
import { memoryCounterStore } from '../../../../src/store/memory-counter-store.ts';
import { admitEnhance } from '../../../../src/usecases/limits/admission.ts';
import type { Charge } from '../../../../src/usecases/limits/charges.ts';
import { createGate } from '../../../../src/usecases/limits/gate.ts';
import { fakeClock } from '../../../helpers/fake-clock.ts';
import { memoryLog } from '../../../helpers/job-world.ts';
import { type Faults, failingMethods, noFaults, withFaults } from '../../../helpers/store-faults.ts';

const NOW = Date.parse('2026-11-20T12:00:00.000Z');
const charge = (changes: Partial<Charge> = {}): Charge => ({
  key: 'a',
  amount: 1,
  limit: 1,
  window: { id: '2026-11-20', endsAt: NOW + 600_000 },
  sharedBy: 'everybody',
  code: 'RATE_LIMITED',
  refusal: 'Enough.',
  headerLimit: 1,
  ...changes,
});
function world(faults: Faults = noFaults()) {
  const counters = memoryCounterStore();
  const log = memoryLog();
  return { counters, log, gate: createGate({ counters: withFaults(counters, faults), log }) };
}

describe('the gate', () => {
  it('charges all or nothing', async () => {
    const { counters, gate } = world();
    await gate.admit([charge({ key: 'b' })], NOW);
    await expect(gate.admit([charge(), charge({ key: 'b' })], NOW)).rejects.toMatchObject({
      message: 'Enough.',
    });
    expect(Object.fromEntries(counters.values)).toEqual({ a: 0, b: 1 });
  });

  it('asks for the address first, and for nothing shared when that refuses', async () => {
    const faults = noFaults();
    const { gate } = world(faults);
    const address = charge({ key: 'own', sharedBy: 'address', limit: 0, refusal: 'Yours.' });
    await expect(gate.admit([address, charge(), charge({ key: 'b' })], NOW)).rejects.toThrow('Yours.');
    expect(faults.calls).toBe(1);
  });

  it('gives everything back on demand', async () => {
    const { counters, gate } = world();
    const { refund } = await gate.admit([charge(), charge({ key: 'b', amount: 7, limit: 9 })], NOW);
    await refund();
    expect(Object.fromEntries(counters.values)).toEqual({ a: 0, b: 0 });
  });

  it('knows a refusal for a moment, and once it was repeated until its window ends', async () => {
    const { gate } = world();
    await gate.admit([charge()], NOW);
    expect(gate.knownRefusal([charge()], NOW)).toBeUndefined();
    await expect(gate.admit([charge()], NOW)).rejects.toThrow();
    expect(gate.knownRefusal([charge()], NOW + 34_999)).toMatchObject({ retryAfter: 566 });
    expect(gate.knownRefusal([charge()], NOW + 35_000)).toBeUndefined();
    await expect(gate.admit([charge()], NOW + 35_000)).rejects.toThrow();
    expect(gate.knownRefusal([charge()], NOW + 599_999)).toMatchObject({
      code: 'RATE_LIMITED',
      retryAfter: 1,
    });
    expect(gate.knownRefusal([charge()], NOW + 600_000)).toBeUndefined();
    expect(gate.knownRefusal([charge({ key: 'b' })], NOW)).toBeUndefined();
  });

  it('lets in what another container gave back after this one had been refused', async () => {
    const { counters, log, gate: other } = world();
    const gate = createGate({ counters, log });
    const { refund } = await other.admit([charge()], NOW);
    await expect(gate.admit([charge()], NOW)).rejects.toThrow();
    await refund();
    const later = NOW + 60_000;
    expect(gate.knownRefusal([charge()], later)).toBeUndefined();
    expect((await gate.admit([charge()], later)).headers['RateLimit-Remaining']).toBe('0');
  });

  it('knows a refused budget for a minute, and only for amounts as big', async () => {
    const { gate } = world();
    const spend = (amount: number) => charge({ code: 'BUDGET_EXHAUSTED', amount, limit: 10 });
    await expect(gate.admit([spend(11)], NOW)).rejects.toMatchObject({
      code: 'BUDGET_EXHAUSTED',
      retryAfter: 600,
    });
    expect(gate.knownRefusal([spend(11)], NOW + 59_999)).toBeDefined();
    expect(gate.knownRefusal([spend(10)], NOW)).toBeUndefined();
    expect(gate.knownRefusal([spend(11)], NOW + 60_000)).toBeUndefined();
  });

  it('forgets a refusal when it gives something back there', async () => {
    const { gate } = world();
    const { refund } = await gate.admit([charge()], NOW);
    await expect(gate.admit([charge()], NOW)).rejects.toThrow();
    await refund();
    expect(gate.knownRefusal([charge()], NOW)).toBeUndefined();
    expect((await gate.admit([charge()], NOW)).headers['RateLimit-Remaining']).toBe('0');
  });

  it('remembers ten thousand refusals and then forgets the oldest', async () => {
    const { gate } = world();
    for (let index = 0; index <= 10_000; index += 1) {
      await gate.admit([charge({ key: `${index}`, limit: 0 })], NOW).catch(() => undefined);
    }
    expect(gate.knownRefusal([charge({ key: '0' })], NOW)).toBeUndefined();
    expect(gate.knownRefusal([charge({ key: '10000' })], NOW)).toBeDefined();
  });

  it('refuses when the store cannot be asked, and the refusal stands when it cannot give back either', async () => {
    const faults: Faults = { calls: 0, plan: (call) => (call > 1 ? 'before' : undefined) };
    const { gate, log, counters } = world(faults);
    await expect(gate.admit([charge(), charge({ key: 'b' })], NOW)).rejects.toMatchObject({
      code: 'DISPATCH_FAILED',
    });
    expect(counters.values.get('a')).toBe(1);
    expect(log.lines).toMatchObject([{ level: 'error', fields: { key: 'a' } }]);
  });
});

describe('the gate for rewriting prompts', () => {
  const enhance = (faults = noFaults(), limits = {}) => {
    const { gate, counters } = world(faults);
    const clock = fakeClock(NOW);
    const all = { globalPerHour: 3, perAddressPerDay: 2, whitelist: addressList(['10.0.0.0/8']), ...limits };
    return { counters, faults, admit: admitEnhance({ gate, limits: all, addressHashKey: 'k', clock }) };
  };

  it('counts apart from runs', async () => {
    const { admit, counters } = enhance();
    expect((await admit('203.0.113.7')).headers).toMatchObject({
      'RateLimit-Limit': '2',
      'RateLimit-Remaining': '1',
    });
    expect([...counters.values.keys()]).toEqual([
      expect.stringMatching(/^enhance#ip#[0-9a-f]{32}#2026-11-20$/),
      'enhance#global#2026-11-20T12',
    ]);
  });

  it('limits the address by the day and everybody by the hour, and excuses the whitelist from the first', async () => {
    const { admit, faults } = enhance();
    await admit('203.0.113.7');
    await admit('203.0.113.7');
    await expect(admit('203.0.113.7')).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAfter: 12 * 3600 });
    await admit('10.0.0.1');
    await expect(admit('10.0.0.1')).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAfter: 3600 });
    const calls = faults.calls;
    await expect(admit('203.0.113.7')).rejects.toThrow();
    expect(faults.calls).toBe(calls);
  });

  it('refuses when the store cannot be asked', async () => {
    await expect(enhance(failingMethods('addWithin')).admit('203.0.113.7')).rejects.toMatchObject({
      code: 'DISPATCH_FAILED',
    });
  });
});
