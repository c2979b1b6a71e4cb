import { describe, expect, it } from '@jest/globals';
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
