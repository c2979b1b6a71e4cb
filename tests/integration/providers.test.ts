import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { exampleParameters, exampleRounds } from '../../scripts/vendors/example.ts';
import { FAULTS, type FaultName } from '../../scripts/vendors/faults.ts';
import { startVendors, type Vendors } from '../../scripts/vendors/server.ts';
import { bedrockClient } from '../../src/aws/bedrock-client.ts';
import { resolveSlots } from '../../src/config/slots.ts';
import { ProviderError } from '../../src/errors.ts';
import type { Clock } from '../../src/lib/clock.ts';
import { imageFacts } from '../../src/lib/image-type.ts';
import { ENHANCERS } from '../../src/providers/enhancers.ts';
import { IMAGE_PROVIDERS } from '../../src/providers/image-models.ts';
import type { GeneratedImage, PlannedCall, ProviderTools } from '../../src/providers/types.ts';
import { expectedEnd } from '../helpers/expected-faults.ts';

const keyOf = (slot: number) => `sk-scripted-${slot}-0123456789ABCDEFGHIJ`;
const clock: Clock = {
  now: Date.now,
  sleep: async (_, signal) => {
    if (signal?.aborted) throw signal.reason;
    await new Promise((resolve) => setTimeout(resolve, 1));
  },
};

let vendors: Vendors;
let tools: ProviderTools;

beforeAll(async () => {
  vendors = await startVendors({ port: 0, waitMs: 20, slowMs: 50 });
  // The SDK signs whatever it sends; the scripted vendor only looks whether it did.
  process.env.AWS_ACCESS_KEY_ID = 'scripted';
  process.env.AWS_SECRET_ACCESS_KEY = 'sk-scripted-aws-0123456789';
  tools = { fetch, clock, bedrock: bedrockClient };
});
afterEach(() => {
  vendors.clearLog();
  vendors.setFaults([]);
});
afterAll(() => vendors.close());

/** The slots are the same whatever the address: names and paths alone matter for the titles of the tests. */
const titles = slotsAt('http://127.0.0.1:1');

function slotsAt(url: string) {
  return exampleRounds().flatMap((slots) => {
    const parameters = exampleParameters({ slots, url, keyOf });
    const names = slots.map(({ name }) => name);
    const resolved = resolveSlots({
      count: slots.length,
      names,
      overrides: parameters.ModelOverrides,
      now: Date.now(),
    });
    expect(resolved.faults).toEqual([]);
    return resolved.slots;
  });
}

function plan(name: string, prompt: string): PlannedCall {
  const slot = slotsAt(vendors.url).find((candidate) => candidate.name === name);
  const provider = IMAGE_PROVIDERS[slot?.provider ?? ''];
  if (slot === undefined || provider === undefined) throw new Error(`There is no slot ${name}.`);
  const key = slot.needsKey === 'none' ? undefined : keyOf(slot.number);
  return provider
    .createImageModel({ ...slot.settings, key }, tools)
    .plan({ prompt, aspectRatio: '16:9', seed: 7 });
}

/** As the use case does, without its waits: again only where the vendor certainly did not start. */
async function ask(call: PlannedCall, milliseconds: number): Promise<GeneratedImage | ProviderError> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call.run({ signal: AbortSignal.timeout(milliseconds) });
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      if (error.notStarted === undefined || attempt === 3) return error;
    }
  }
}

describe.each(titles.map(({ name }) => name))('%s', (name) => {
  it('draws a picture with exactly one billable request', async () => {
    const image = await ask(plan(name, 'a red fox in snow'), 5000);
    if (image instanceof ProviderError) throw image;
    const facts = imageFacts(image.bytes);
    expect((facts?.width ?? 0) / (facts?.height ?? 1)).toBeCloseTo(16 / 9, 0);
    expect(vendors.log().filter(({ billable }) => billable)).toHaveLength(1);
    expect(vendors.log()[0]?.prompt).toContain('a red fox in snow');
  });

  it.each(Object.keys(FAULTS) as FaultName[])('ends as it should when the vendor is %s', async (fault) => {
    const outcome = await ask(
      plan(name, `a red fox in snow [[fault:${fault}]]`),
      fault === 'timeout' ? 600 : 5000,
    );
    const [first] = vendors.log();
    if (first === undefined) throw new Error('The vendor was not asked.');
    const expected = expectedEnd(first.vendor, first.model, fault);
    if (outcome instanceof ProviderError) {
      expect({ code: outcome.code, billed: outcome.billed }).toEqual(expected);
      expect(outcome.message).not.toMatch(/scripted-\d|127\.0\.0\.1|0123456789/);
    } else {
      expect(expected).toBeUndefined();
    }
    const billable = vendors.log().filter((request) => request.billable);
    expect(billable.length).toBeLessThanOrEqual(1);
    if (expected === undefined || expected.billed !== 'no') {
      // Whether these were taken on is exactly what nobody knows.
      const isUndecided = fault === 'unavailable' || fault === 'refused';
      expect(vendors.log().filter(({ kind }) => kind === 'generate')).toHaveLength(
        fault === 'rate-limited-then-fine' ? 2 : 1,
      );
      expect(billable).toHaveLength(isUndecided ? 0 : 1);
    }
  });
});

describe('enhancing a prompt', () => {
  const enhancers = [
    { id: 'openai', model: 'gpt-6-luna', path: '/openai/v1' },
    { id: 'google-gemini', model: 'gemini-3.5-flash-lite', path: '/google-gemini/v1beta' },
    { id: 'openai-compatible', model: 'llama', path: '/localai/v1' },
    { id: 'bedrock-stability', model: 'amazon.nova-lite-v1:0', path: '' },
  ];
  const rewrite = ({ id, model, path }: (typeof enhancers)[number], prompt: string) => {
    const provider = ENHANCERS[id];
    if (provider === undefined) throw new Error(`There is no enhancer ${id}.`);
    const settings = {
      model,
      key: keyOf(1),
      baseUrl: `${vendors.url}${path}`,
      region: 'us-east-1',
      sizes: {},
      fixed: {},
      priceUsd: undefined,
    };
    return provider.createEnhancer(settings, tools).enhance(prompt, { signal: AbortSignal.timeout(5000) });
  };

  it.each(enhancers)('works through $id', async (enhancer) => {
    expect(await rewrite(enhancer, 'a fox')).toBe('a fox, seen from close by, soft morning light, calm mood');
    expect(vendors.log()).toMatchObject([{ kind: 'enhance', billable: false }]);
  });

  it.each(enhancers)('fails openly through $id', async (enhancer) => {
    for (const [fault, code] of [
      ['bad-key', 'BAD_KEY'],
      ['rate-limited', 'RATE_LIMITED'],
      ['down', 'PROVIDER_DOWN'],
    ]) {
      await expect(rewrite(enhancer, `a fox [[fault:${fault}]]`)).rejects.toMatchObject({ code });
    }
    await expect(rewrite(enhancer, 'a fox [[fault:garbage]]')).rejects.toBeInstanceOf(ProviderError);
  });
});
