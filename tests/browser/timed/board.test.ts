import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { seededVotes } from '../../../benchmarks/lib/seeded-votes.ts';
import { dynamoVoteStore } from '../../../src/aws/dynamo-vote-store.ts';
import type { StoredVote } from '../../../src/store/vote-store.ts';
import { launchBrowser, MOVING, type OpenPage, openPage } from '../support/browser.ts';
import { type Stack, slots, startStack } from '../support/stack.ts';

const MODELS = 20;
const PROMPTS = 100;
const VOTES = 5000;
const AT_ONCE = 20;
/** What the product promises. */
const PROMISED_MS = 2000;
const PROMISED_BYTES = 100_000;
/** The best of so many counts: a machine with other things to do is slower than the product, never faster. */
const COLD_PAGES = 5;
/** A slow machine may take so many times as long as it does for a page with nothing on it; a fast one has to keep the promise. */
const EMPTY_PAGES = 3;

const modelId = (number: number) => `${number}-demo-aurora`;
const points = Object.fromEntries(
  Array.from({ length: MODELS }, (_, place) => [String(place + 1), 1200 - place * 20]),
);

/** Votes of two people, whose order of models is known. */
const votes = seededVotes({
  points,
  prompts: PROMPTS,
  votesPerPrompt: VOTES / PROMPTS,
  tie: 0.1,
  bothBad: 0.05,
  seed: 20,
}).map(
  ({ prompt, left, right, outcome }, place): StoredVote => ({
    board: 'runs',
    voter: String(place % 2).repeat(64),
    // One run for each vote: a voter judges the same two pictures once.
    jobId: `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`,
    left: { letter: 'A', modelId: modelId(Number(left)), model: `Model ${left}` },
    right: { letter: 'B', modelId: modelId(Number(right)), model: `Model ${right}` },
    outcome,
    prompt,
    votedAt: new Date(Date.UTC(2026, 10, 1) + place * 300_000).toISOString(),
    decisionMs: 2500,
  }),
);

async function keepVotes({ aws }: Stack): Promise<void> {
  const client = new DynamoDBClient(aws);
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const table = TableNames.find((name) => name.includes('VotesTable')) ?? '';
  const store = dynamoVoteStore({ table, client });
  for (let start = 0; start < votes.length; start += AT_ONCE) {
    await Promise.all(votes.slice(start, start + AT_ONCE).map((vote) => store.add(vote)));
  }
  client.destroy();
}

describe('A board of 5,000 votes on twenty models', () => {
  let stack: Stack;
  let browser: Browser;

  beforeAll(async () => {
    stack = await startStack(slots(['Demo Aurora']));
    await keepVotes(stack);
    browser = await launchBrowser();
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  /** Milliseconds until something is shown, in a browser profile that has nothing in its cache. */
  async function coldTime(path: string, isShown: (page: OpenPage) => Promise<unknown>): Promise<number> {
    const start = Date.now();
    const page = await openPage(browser, `${stack.url}${path}`, MOVING);
    await isShown(page);
    const time = Date.now() - start;
    expect(page.faults).toEqual([]);
    await page.context().close();
    return time;
  }

  it('is there within two seconds of a cold page', async () => {
    const times: number[] = [];
    const empty: number[] = [];
    while (times.length < COLD_PAGES) {
      const nothing = (page: OpenPage) => page.getByText('There is nothing at this address').waitFor();
      empty.push(await coldTime('/nowhere', nothing));
      const board = (page: OpenPage) => page.getByRole('row').nth(MODELS).waitFor();
      times.push(await coldTime('/board', board));
    }
    console.info(
      `board of ${VOTES} votes from a cold page: ${times.join(', ')} ms; an empty page: ${empty.join(', ')} ms`,
    );
    const limit = Math.max(PROMISED_MS, EMPTY_PAGES * Math.min(...empty));
    expect(Math.min(...times)).toBeLessThan(limit);
  }, 120_000);

  it('has the models in their order', async () => {
    const page = await openPage(browser, `${stack.url}/board`, MOVING);
    await page.getByText('5,000 votes on 100 prompts by 2 voters').waitFor();
    expect(await page.getByRole('rowheader').first().innerText()).toMatch(/^Model [1-4]$/);
    await page.context().close();
  });

  it('is told in less than 100 KB', async () => {
    const answer = await (await fetch(`${stack.url}/board`)).text();
    console.info(`GET /board of ${VOTES} votes: ${Buffer.byteLength(answer)} bytes`);
    expect(JSON.parse(answer).votes.outcome).toHaveLength(VOTES);
    expect(Buffer.byteLength(answer)).toBeLessThan(PROMISED_BYTES);
  });
});
