import { randomUUID } from 'node:crypto';
import type { Slot } from '../../src/config/slot.ts';
import type { ClaimDocument, JobDocument, ResultDocument } from '../../src/store/documents.ts';
import { JSON_OPTIONS } from '../../src/store/json.ts';
import { objectKeys } from '../../src/store/object-keys.ts';
import type { ObjectStore } from '../../src/store/object-store.ts';
import { planRun } from '../../src/usecases/start-run/plan-run.ts';

/** Documents that appear in the store in the course of a run, by the age of the run in milliseconds. */
export interface ScriptedRun {
  jobId: string;
  steps: { atMs: number; key: string; body: string }[];
  /** Age at which each model's result is stored. */
  endsMs: number[];
}

/** How long models take: evenly spread, the slowest `slowestMs`, the fastest half of it. */
export function spread(count: number, slowestMs: number): number[] {
  return Array.from({ length: count }, (_, index) => slowestMs * (0.5 + (0.5 * (index + 1)) / count));
}

/** A run as `generate` and its workers write it, with every field that a real result has. */
export function scriptRun(slots: readonly Slot[], createdAt: number, slowestMs: number): ScriptedRun {
  const jobId = randomUUID();
  const plan = planRun(slots, undefined);
  const prompt = 'A red fox in snow, seen from above';
  const parameters = { aspectRatio: '1:1', seed: 7 } as const;
  const iso = (ageMs: number) => new Date(createdAt + ageMs).toISOString();
  const { models, estimatedCostUsd } = plan;
  const run = { jobId, prompt, parameters, createdAt: iso(0), correlationId: randomUUID() };
  const job: JobDocument = { ...run, models, estimatedCostUsd };
  const durations = spread(slots.length, slowestMs);
  const steps = [{ atMs: 0, key: objectKeys.job(jobId), body: JSON.stringify(job) }];
  slots.forEach((slot, index) => {
    const startMs = 150;
    const endMs = startMs + (durations[index] ?? slowestMs);
    const claim: ClaimDocument = {
      claimId: randomUUID(),
      modelId: slot.id,
      startedAt: iso(startMs),
      deadline: iso(startMs + slot.timeoutSeconds * 1000),
      requestId: randomUUID(),
    };
    const result: ResultDocument = {
      model: slot.name,
      modelId: slot.id,
      provider: slot.providerLabel,
      status: 'completed',
      imageKey: objectKeys.image({ runId: jobId, name: slot.id }, 'png'),
      thumbnailKey: objectKeys.thumbnail({ runId: jobId, name: slot.id }),
      width: 1024,
      height: 1024,
      bytes: 1_500_000 + index * 1234,
      contentType: 'image/png',
      startedAt: claim.startedAt,
      completedAt: iso(endMs),
      durationMs: Math.round(endMs - startMs),
      costUsd: 0.03,
      requested: parameters,
      sent: { prompt, width: 1024, height: 1024, seed: 7, output_format: 'png' },
      warnings: [],
    };
    steps.push({ atMs: startMs, key: objectKeys.claim(jobId, slot.id), body: JSON.stringify(claim) });
    steps.push({ atMs: endMs, key: objectKeys.result(jobId, slot.id), body: JSON.stringify(result) });
  });
  steps.sort((a, b) => a.atMs - b.atMs);
  return { jobId, steps, endsMs: durations.map((duration) => 150 + duration) };
}

/** Writes what has happened until this age. */
export async function playUntil(run: ScriptedRun, objects: ObjectStore, ageMs: number): Promise<number> {
  let written = 0;
  while (run.steps[0] !== undefined && run.steps[0].atMs <= ageMs) {
    const step = run.steps.shift();
    if (step === undefined) break;
    await objects.putIfAbsent(step.key, step.body, JSON_OPTIONS);
    written += 1;
  }
  return written;
}
