import { describe, expect, it } from '@jest/globals';
import { dynamoTable } from '../../../src/aws/dynamo-table.ts';
import { dynamoTimesStore } from '../../../src/aws/dynamo-times-store.ts';
import { dynamoServer, TABLE } from '../../helpers/dynamo-server.ts';
import { timesStoreSuite } from '../../suites/times-store.ts';

const server = dynamoServer();
const open = async () => ({ table: TABLE, client: await server.client() });

timesStoreSuite('DynamoDB', async () => dynamoTimesStore(await open()));

describe('times in DynamoDB', () => {
  it('expire as a whole item', async () => {
    await dynamoTimesStore(await open()).count('expiring', 3, 2_000_000_000);
    const item = await dynamoTable(await open()).get('expiring');
    expect(item?.expiresAt).toEqual({ N: '2000000000' });
  });

  it('throw when DynamoDB is unavailable', async () => {
    const client = await server.client(() => Promise.reject(new Error('no response')));
    const store = dynamoTimesStore({ table: TABLE, client });
    await expect(store.count('unreachable', 1, 2_000_000_000)).rejects.toThrow('no response');
    await expect(store.read(['unreachable'])).rejects.toThrow('no response');
  });
});
