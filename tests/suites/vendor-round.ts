import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Stack, startStack } from '../../local/stack.ts';
import { exampleParameters, exampleRounds } from '../../scripts/vendors/example.ts';
import { FAULTS, type FaultName } from '../../scripts/vendors/faults.ts';
import { startVendors, type Vendors } from '../../scripts/vendors/server.ts';
import type { GenerateResponse, ModelsResponse, Result, StatusResponse } from '../../src/contract/index.ts';
import { imageFacts } from '../../src/lib/image-type.ts';
import { expectedEnd } from '../helpers/expected-faults.ts';

/** One key per slot, each with a part that stands in nothing else. */
const SECRET = 'zqxj7';
const keyOf = (slot: number) => `sk-${SECRET}-${slot}-0123456789ABCDEFGHIJ${SECRET}`;
const JOB_MS = 90_000;

function completed(results: readonly Result[]) {
  return results.filter((result) => result.status === 'completed');
}

const FAULT_NAMES = Object.keys(FAULTS) as FaultName[];

/** Faults that meet one run together, each at another slot: a run for each would take a minute more. */
const FAULTS_AT_ONCE = 3;
const FAULT_GROUPS = Array.from({ length: Math.ceil(FAULT_NAMES.length / FAULTS_AT_ONCE) }, (_, group) =>
  FAULT_NAMES.slice(group * FAULTS_AT_ONCE, (group + 1) * FAULTS_AT_ONCE),
);

const byModel = <End extends { modelId: string }>(ends: readonly End[]) =>
  ends.toSorted((a, b) => a.modelId.localeCompare(b.modelId));

/** Each fault meets another slot of a round, so that in the end every vendor has had its share. */
const slotWith = (fault: FaultName, count: number) => FAULT_NAMES.indexOf(fault) % count;

/**
 * The models of every vendor on the local stack: twenty slots do not hold them all, so they come in rounds, each in a
 * test file of its own, which run at the same time.
 * @param round from 1
 */
export function vendorRoundSuite(round: number): void {
  const slots = exampleRounds()[round - 1] ?? [];
  describe(`round ${round} of the models of every vendor`, () => {
    let vendors: Vendors;
    let stack: Stack;
    let stateDir: string;
    const problems: string[] = [];
    /** Everything that the API answered, for the search for keys at the end. */
    const answers: string[] = [];

    beforeAll(async () => {
      vendors = await startVendors({ port: 0, waitMs: 50, slowMs: 500 });
      stateDir = mkdtempSync(join(tmpdir(), 'pixel-prompt-vendors-'));
      const silent = slots[slotWith('timeout', slots.length)]?.name ?? '';
      stack = await startStack({
        port: 0,
        awsPort: 0,
        stateDir,
        templateFile: 'template.yaml',
        parameters: {
          ...exampleParameters({ slots, url: vendors.url, keyOf, timeouts: { [silent]: 8 } }),
          IPRateLimit: 10_000,
          GlobalRateLimit: 10_000,
        },
        instances: { api: 2, events: 20 },
        onProblem: (text) => problems.push(text),
      });
    }, 120_000);

    afterAll(async () => {
      await stack?.stop();
      await vendors?.close();
      rmSync(stateDir, { recursive: true, force: true });
    });

    async function ask<T>(path: string, body?: unknown): Promise<T> {
      const post = {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      };
      const reply = await fetch(`${stack.url}${path}`, body === undefined ? {} : post);
      const text = await reply.text();
      answers.push(text);
      expect({ path, status: reply.status, text: reply.ok ? '' : text }).toEqual({
        path,
        status: 200,
        text: '',
      });
      return JSON.parse(text) as T;
    }

    /** Runs all models and waits for the last. */
    async function run(prompt: string): Promise<StatusResponse> {
      const { jobId } = await ask<GenerateResponse>('/generate', { prompt, aspectRatio: '16:9', seed: 7 });
      const until = Date.now() + JOB_MS - 30_000;
      for (;;) {
        const job = await ask<StatusResponse>(`/status/${jobId}`);
        if (job.status !== 'pending' && job.status !== 'in_progress') return job;
        if (Date.now() > until)
          throw new Error(`The job does not end: ${JSON.stringify([problems, job.results])}`);
        await later(200);
      }
    }

    /** How often the vendors began to draw for a prompt, by model. */
    function billableByModel(prompt: string): Record<string, number> {
      const counts: Record<string, number> = {};
      for (const request of vendors.log()) {
        if (!request.billable || !request.prompt.includes(prompt)) continue;
        const model = `${request.vendor} ${request.model}`;
        counts[model] = (counts[model] ?? 0) + 1;
      }
      return counts;
    }

    it(
      'all draw, each with exactly one billable request',
      async () => {
        const job = await run('all is well');
        expect(
          job.results.map((result) => [result.modelId, 'error' in result ? result.error : result.status]),
        ).toEqual(job.results.map((result) => [result.modelId, 'completed']));
        expect(job.results).toHaveLength(slots.length);
        const counts = billableByModel('all is well');
        expect(Object.keys(counts)).toHaveLength(slots.length);
        expect(Object.values(counts)).toEqual(Array(slots.length).fill(1));
      },
      JOB_MS,
    );

    it(
      'have pictures that can be fetched, of the size that the result tells',
      async () => {
        const job = await run('pictures');
        for (const result of completed(job.results)) {
          const reply = await fetch(result.imageUrl);
          expect({ url: result.imageUrl, status: reply.status }).toEqual({
            url: result.imageUrl,
            status: 200,
          });
          const bytes = new Uint8Array(await reply.arrayBuffer());
          expect(imageFacts(bytes)).toMatchObject({ width: result.width, height: result.height });
          expect(bytes).toHaveLength(result.bytes);
        }
      },
      JOB_MS,
    );

    it.each(FAULT_GROUPS.map((faults) => ({ faults })))(
      'some of them $faults: their tiles say so, and nobody else’s',
      async ({ faults }) => {
        const { models } = await ask<ModelsResponse>('/models');
        const troubled = faults.map((fault) => {
          const { id, model } = models[slotWith(fault, slots.length)] ?? { id: '', model: '' };
          const vendor = vendors.log().find((request) => request.model === model)?.vendor;
          if (vendor === undefined) throw new Error(`${model} was not asked.`);
          return { fault, id, model, vendor, expected: expectedEnd(vendor, model, fault) };
        });
        vendors.setFaults(troubled.map(({ fault, vendor, model }) => ({ fault, vendor, model })));
        const prompt = `trouble of the kinds ${faults.join(', ')}`;
        const job = await run(prompt);
        vendors.setFaults([]);

        const failed = job.results.filter((result) => result.status === 'failed');
        const ends = failed.map(({ modelId, error: { code, billed } }) => ({ modelId, code, billed }));
        expect(byModel(ends)).toEqual(
          byModel(
            troubled.flatMap(({ id, expected }) =>
              expected === undefined ? [] : [{ modelId: id, ...expected }],
            ),
          ),
        );
        expect(completed(job.results)).toHaveLength(slots.length - failed.length);

        const billable = billableByModel(prompt);
        for (const { fault, vendor, model, expected } of troubled) {
          const name = `${vendor} ${model}`;
          // Whether these were taken on is exactly what nobody knows.
          const isUndecided = fault === 'unavailable' || fault === 'refused';
          const requests = expected?.billed === 'no' || isUndecided ? 0 : 1;
          expect({ fault, requests: billable[name] ?? 0 }).toEqual({ fault, requests });
          delete billable[name];
        }
        expect(Object.values(billable)).toEqual(Array(slots.length - faults.length).fill(1));
      },
      JOB_MS,
    );

    it('GET /models describes every slot and reveals no key', async () => {
      const { models } = await ask<ModelsResponse>('/models');
      expect(models).toHaveLength(slots.length);
      expect(models.map(({ name }) => name)).toEqual(slots.map(({ name }) => name));
    });

    it(
      'enhancing works where a slot can, and its failure is a failure',
      async () => {
        const { enhancer } = await ask<ModelsResponse>('/models');
        if (enhancer === null)
          return expect(slots.map(({ name }) => name)).not.toContain('GPT Image 2.6 Flare');
        const { enhanced } = await ask<{ enhanced: string }>('/enhance', { prompt: 'a fox' });
        expect(enhanced).toContain('a fox, seen from close by');
        const reply = await fetch(`${stack.url}/enhance`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ prompt: 'a fox [[fault:bad-key]]' }),
        });
        const text = await reply.text();
        answers.push(text);
        expect(reply.status).toBe(502);
        expect(text).toContain('ENHANCER_FAILED');
      },
      JOB_MS,
    );

    it('never shows a key: not in a response, a stored object or a log line', () => {
      const files = readdirSync(stateDir, { recursive: true, withFileTypes: true }).filter((entry) =>
        entry.isFile(),
      );
      const holding = (text: string) =>
        files.filter((file) => readFileSync(join(file.parentPath, file.name)).includes(text));
      // The documents of the runs are among what is searched.
      expect(holding('all is well').map(({ name }) => name)).toContainEqual(
        expect.stringMatching(/^state\.db/),
      );
      const leaks = holding(SECRET);
      expect(leaks.map((file) => join(file.parentPath, file.name))).toEqual([]);
      expect(answers.filter((text) => text.includes(SECRET))).toEqual([]);
      expect(JSON.stringify(vendors.log())).not.toContain(SECRET);
      expect(problems.filter((text) => text.includes(SECRET))).toEqual([]);
    });

    it('reached every vendor with its key nevertheless', () => {
      const vendorsOf = (requests: ReturnType<Vendors['log']>) => [
        ...new Set(requests.map(({ vendor }) => vendor)),
      ];
      const withKey = vendors.log().filter(({ headers }) => Object.values(headers).includes('<key>'));
      expect(vendorsOf(withKey).sort()).toEqual(vendorsOf(vendors.log()).sort());
    });
  });
}
