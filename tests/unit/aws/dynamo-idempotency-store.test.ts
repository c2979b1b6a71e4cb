import { describe, expect, it } from '@jest/globals';
import { dynamoIdempotencyStore } from '../../../src/aws/dynamo-idempotency-store.ts';
import { dynamoServer, TABLE } from '../../helpers/dynamo-server.ts';
import { idempotencyStoreSuite } from '../../suites/idempotency-store.ts';

const NOW = Date.parse('2026-11-20T12:00:00.000Z');
const server = dynamoServer();
const steady = async () => dynamoIdempotencyStore({ table: TABLE, client: await server.client() });
const losing = async () => dynamoIdempotencyStore({ table: TABLE, client: await server.losing() });

idempotencyStoreSuite('DynamoDB', steady);

describe('the DynamoDB idempotency keys when a response is lost after the update was applied', () => {
  const claim = {
    state: 'pending' as const,
    jobId: 'job-1',
    fingerprint: 'f',
    holder: 'a',
    leaseEndsAt: NOW + 35_000,
    expiresAt: NOW / 1000 + 86_400,
  };

  it('belong to the one whose claim was repeated', async () => {
    expect(await (await losing()).claim('lost-claim', claim, NOW)).toBeUndefined();
  });

  it('are handed over to the one whose takeover was repeated', async () => {
    await (await steady()).claim('lost-takeover', claim, NOW);
    const change = { from: 'a', to: 'b', leaseEndsAt: NOW + 70_000, expiresAt: claim.expiresAt };
    expect(await (await losing()).takeOver('lost-takeover', change)).toBe(true);
  });
});
