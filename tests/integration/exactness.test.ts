import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AwsCall } from '../../local/aws-endpoint.ts';
import { startVendors, type Vendors } from '../../scripts/vendors/server.ts';
import type { ErrorResponse } from '../../src/contract/index.ts';
import { startTestStack, type TestStack, temporaryFolder } from '../helpers/local-stack/start.ts';
import { withinOneHour } from '../helpers/within-one-hour.ts';

const REQUESTS = 500;
const LIMIT = 50;
const PRICE_USD = 0.02;

/** How many instances of generate were at work at once: each of them counts one request at a time. */
function instanceCounter() {
  let atOnce = 0;
  let most = 0;
  return {
    most: () => most,
    async disturb({ input }: AwsCall): Promise<undefined> {
      if (!JSON.stringify(input).includes('rate#ip#')) return;
      atOnce += 1;
      most = Math.max(most, atOnce);
      await new Promise((resolve) => setTimeout(resolve, 2));
      atOnce -= 1;
    },
  };
}

const limits = [
  { what: 'runs per hour', parameters: { GlobalRateLimit: LIMIT }, code: 'RATE_LIMITED' },
  { what: 'runs per day of one address', parameters: { IPRateLimit: LIMIT }, code: 'RATE_LIMITED' },
  {
    what: 'dollars per day',
    parameters: { DailyBudgetUsd: LIMIT * PRICE_USD },
    code: 'BUDGET_EXHAUSTED',
  },
];

describe.each(limits)(
  `${REQUESTS} simultaneous requests against a limit of $what`,
  ({ parameters, code }) => {
    const folder = temporaryFolder();
    const instances = instanceCounter();
    let vendors: Vendors;
    let stack: TestStack;
    beforeAll(async () => {
      vendors = await startVendors({ port: 0 });
      stack = await startTestStack({
        stateDir: folder.path,
        parameters: {
          ModelCount: 1,
          Model1Name: 'Mine',
          PromptModelIndex: 0,
          ModelOverrides: JSON.stringify({
            1: {
              provider: 'openai-compatible',
              model: 'sdxl',
              baseUrl: `${vendors.url}/localai/v1`,
              priceUsd: PRICE_USD,
            },
          }),
          GlobalRateLimit: 100_000,
          IPRateLimit: 100_000,
          ...parameters,
        },
        instances: { api: 4, events: 1 },
        disturb: instances.disturb,
      });
    }, 60_000);
    afterAll(async () => {
      await stack?.stop();
      await vendors?.close();
      folder.remove();
    });

    it(`admits exactly ${LIMIT} and charges nothing for the others`, async () => {
      await withinOneHour();
      const replies = await Promise.all(
        Array.from({ length: REQUESTS }, async (_, index) => {
          const reply = await fetch(`${stack.url}/generate`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            // Nothing is given back meanwhile: the vendor does not answer.
            body: JSON.stringify({ prompt: `run ${index} [[fault:timeout]]` }),
          });
          const body = (await reply.json()) as Partial<ErrorResponse>;
          return { status: reply.status, code: body.code, retryAfter: reply.headers.get('retry-after') };
        }),
      );
      const admitted = replies.filter(({ status }) => status === 200);
      const refused = replies.filter(({ status }) => status === 429);
      expect([admitted.length, refused.length]).toEqual([LIMIT, REQUESTS - LIMIT]);
      expect(new Set(refused.map((reply) => reply.code))).toEqual(new Set([code]));
      expect(refused.every(({ retryAfter }) => Number(retryAfter) > 0)).toBe(true);
      expect(instances.most()).toBeGreaterThan(1);

      const counters = await countersOf(stack);
      const spent = LIMIT * PRICE_USD * 1_000_000;
      for (const [key, value] of counters) {
        expect({ key, value }).toEqual({ key, value: key.startsWith('spend#') ? spent : LIMIT });
      }
      expect(counters).toHaveLength(4);
    }, 120_000);
  },
);

async function countersOf(stack: TestStack): Promise<[string, number][]> {
  const credentials = stack.credentials.owner;
  const client = new DynamoDBClient({ endpoint: stack.awsUrl, region: 'us-east-1', credentials });
  const { Items = [] } = await client.send(new ScanCommand({ TableName: stack.resources.tables[0] }));
  client.destroy();
  // Beside counters, the table holds the salt of the day.
  return Items.filter(({ n }) => n !== undefined).map((item) => [item.pk?.S ?? '', Number(item.n?.N)]);
}
