import { expect, it } from '@jest/globals';
import { dynamoKnownModelsStore } from '../../../src/aws/dynamo-known-models-store.ts';
import { dynamoServer, TABLE } from '../../helpers/dynamo-server.ts';

const server = dynamoServer();

it('what is known of models is kept in one item, the newest', async () => {
  const store = dynamoKnownModelsStore({ table: TABLE, client: await server.client() });
  expect(await store.read()).toBeUndefined();
  const first = { checkedAtMs: 1, models: { 'a/one': null } };
  await store.write(first);
  expect(await store.read()).toEqual(first);
  const second = { checkedAtMs: 2, models: { 'a/one': { priceUsd: { low: 0.02, high: 0.03 } } } };
  await store.write(second);
  expect(await store.read()).toEqual(second);
});
