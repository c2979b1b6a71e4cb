import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startVendors, type Vendors } from '../../scripts/vendors/server.ts';
import type { GenerateResponse, ModelsResponse, StatusResponse } from '../../src/contract/index.ts';
import { startTestStack, type TestStack, temporaryFolder, until } from '../helpers/local-stack/start.ts';

const state = temporaryFolder();
let vendors: Vendors;
let stack: TestStack;

beforeAll(async () => {
  vendors = await startVendors({ port: 0 });
  stack = await startTestStack({
    stateDir: state.path,
    scheduleMs: 500,
    parameters: {
      ModelCount: 1,
      Model1Name: 'openrouter/bytedance-seed/seedream-9',
      Model1Key: 'sk-or-0123456789',
      PromptModelIndex: 0,
      ModelOverrides: JSON.stringify({ 1: { baseUrl: vendors.url } }),
    },
  });
}, 120_000);
afterAll(async () => {
  await stack?.stop();
  await vendors?.close();
  state.remove();
});

const get = async <T>(path: string) => (await (await fetch(`${stack.url}${path}`)).json()) as T;

it('the sweeper reads what a model without a row can do, and the run asks and reserves by it', async () => {
  const [entry] = await until(async () => {
    const { models } = await get<ModelsResponse>('/models');
    return models[0]?.priceUsd ? models : undefined;
  }, 120_000);
  expect(entry).toMatchObject({
    id: '1-openrouter-bytedance-seed-seedream-9',
    priceUsd: { low: 0.03, high: 0.03 },
    supports: { aspectRatios: ['1:1', '16:9', '9:16'], seed: true, steps: false },
  });
  expect(stack.problems).toEqual([expect.stringMatching(/nothing is known of/)]);

  const asked = await fetch(`${stack.url}/generate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ prompt: 'a fox', aspectRatio: '16:9', seed: 7 }),
  });
  const { jobId, estimatedCostUsd } = (await asked.json()) as GenerateResponse;
  expect(estimatedCostUsd).toEqual({ low: 0.03, high: 0.03 });
  const job = await until(async () => {
    const status = await get<StatusResponse>(`/status/${jobId}`);
    return status.completedModels + status.failedModels === 1 ? status : undefined;
  });
  expect(job.results[0]).toMatchObject({
    status: 'completed',
    sent: { aspect_ratio: '16:9', resolution: '1K', seed: 7 },
    warnings: [],
  });
  // Neither a request nor a start has asked for a list: every request of the log is one to draw.
  expect(vendors.log().map(({ kind }) => kind)).toEqual(['generate']);
}, 60_000);
