import { describe, expect, it, jest } from '@jest/globals';
import { dynamoCounterStore } from '../../../src/aws/dynamo-counter-store.ts';
import { dynamoServer, TABLE } from '../../helpers/dynamo-server.ts';
import { counterStoreSuite } from '../../suites/counter-store.ts';

const LATER = 2_000_000_000;
const server = dynamoServer();
const steady = async () => dynamoCounterStore({ table: TABLE, client: await server.client() });
const losing = async () => dynamoCounterStore({ table: TABLE, client: await server.losing() });

counterStoreSuite('DynamoDB', steady);

describe('the DynamoDB counters when a response is lost after the update was applied', () => {
  const addition = { amount: 10, limit: 10, mark: 'run-1', expiresAt: LATER };

  it('add once, and are admitted', async () => {
    expect(await (await losing()).add('lost-add', addition)).toEqual({ admitted: true, value: 10 });
    expect(await (await steady()).read(['lost-add'])).toEqual([10]);
  });

  it('take back once', async () => {
    await (await steady()).add('lost-back', { ...addition, limit: 100 });
    await (await steady()).add('lost-back', { ...addition, limit: 100, mark: 'run-2' });
    await (await losing()).takeBack('lost-back', 'run-1', 10);
    expect(await (await steady()).read(['lost-back'])).toEqual([10]);
  });

  it.each([4, -4])('correct by %d once', async (amount) => {
    await (await steady()).add(`lost-${amount}`, addition);
    await (await losing()).correct(`lost-${amount}`, 'attempt-1', amount);
    expect(await (await steady()).read([`lost-${amount}`])).toEqual([10 + amount]);
  });
});

describe('the DynamoDB counters when a request that was given up arrives after its repetition', () => {
  /** A client whose first request is given up, and sent by `arrive`. */
  async function delayed() {
    let requests = 0;
    let arrive = async () => {};
    const client = await server.client(async (send) => {
      if (requests++ > 0) return send();
      arrive = async () => void (await send().catch(() => {}));
      throw Object.assign(new Error('no response in time'), { name: 'TimeoutError' });
    });
    return { store: dynamoCounterStore({ table: TABLE, client }), arrive: () => arrive() };
  }

  it('add once, although the mark was to be removed meanwhile', async () => {
    const { store, arrive } = await delayed();
    const addition = { amount: 10, limit: 100, mark: 'run-1', expiresAt: LATER };
    expect(await store.add('late-add', addition)).toEqual({ admitted: true, value: 10 });
    await store.unmark('late-add', 'run-1');
    await arrive();
    expect(await store.read(['late-add'])).toEqual([10]);
  });

  it('correct once, although the mark was to be removed meanwhile; a later pass removes it', async () => {
    await (await steady()).add('late-correct', { amount: 10, limit: 100, mark: 'run-1', expiresAt: LATER });
    const { store, arrive } = await delayed();
    await store.correct('late-correct', 'attempt-1', -4);
    await store.unmark('late-correct', 'attempt-1');
    await arrive();
    expect(await store.read(['late-correct'])).toEqual([6]);
    await (await steady()).unmark('late-correct', 'attempt-1');
    expect(await store.marks('late-correct')).toEqual([{ mark: 'run-1', amount: 10 }]);
  });

  it('remove the mark of a repeated change after a minute themselves', async () => {
    await (await steady()).add('old-repeat', { amount: 10, limit: 100, mark: 'run-1', expiresAt: LATER });
    const { store } = await delayed();
    await store.correct('old-repeat', 'attempt-1', -4);
    const now = Date.now();
    jest.spyOn(Date, 'now').mockReturnValue(now + 60_001);
    await store.unmark('old-repeat', 'attempt-1');
    jest.restoreAllMocks();
    expect(await store.marks('old-repeat')).toEqual([{ mark: 'run-1', amount: 10 }]);
  });
});

describe('the DynamoDB counters when DynamoDB is unavailable', () => {
  it('throw', async () => {
    const client = await server.client(() => Promise.reject(new Error('no response')));
    const store = dynamoCounterStore({ table: TABLE, client });
    const addition = { amount: 1, limit: 2, mark: 'm', expiresAt: LATER };
    await expect(store.add('unreachable', addition)).rejects.toThrow('no response');
    await expect(store.takeBack('unreachable', 'm', 1)).rejects.toThrow('no response');
    await expect(store.correct('unreachable', 'm', 1)).rejects.toThrow('no response');
    await expect(store.read(['unreachable'])).rejects.toThrow('no response');
  });
});
