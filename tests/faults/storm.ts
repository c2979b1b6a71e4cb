import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { until } from '../helpers/local-stack/start.ts';
import { type Audit, audit } from './audit.ts';
import { lookAtAll, readCounters } from './ending.ts';
import { type Limits, pause } from './models.ts';
import { between, oneOf, type Random, seededRandom } from './random.ts';
import { readStore } from './records.ts';
import { createUsers } from './users.ts';
import { startWorld, type World } from './world.ts';

/** Past everything that the clock decides: 300 s for events, 330 s for claims, deadlines and their 30 s. */
const LATE_MS = 400_000;
const QUIET_MS = 180_000;
const SWEEP_EVERY_MS = 2000;
/** Time for several passes of the sweeper, and for the adoptions that it hands out. */
const SWEEPS_MS = 25_000;

/** One storm over `jobs` runs of six models, and what its audit found. */
export async function storm(seed: number, jobs: number): Promise<Audit> {
  const random = seededRandom(seed);
  const stateDir = mkdtempSync(join(tmpdir(), 'pixel-prompt-storm-'));
  // A little more than the runs that people start, so that the flood at the end hits it.
  const perAddress = Math.ceil(jobs * 1.06) + 15;
  const limits: Limits = { perAddress, perHour: perAddress * 2, budgetUsd: jobs * 10 };
  const world = await startWorld(stateDir, random, limits);
  try {
    const trouble = troubleMakers(world, random);
    // Nobody starts more while the queue only grows.
    const isOverloaded = () => world.stack().functions.pendingEvents() > 60;
    const users = createUsers({ url: world.url, isOverloaded }, random, trouble.onStarted);

    const half = Math.ceil(jobs / 2);
    await Promise.all([users.busyHour(half, `s${seed}a`), restartInBetween(world, random)]);
    await Promise.all([users.busyHour(jobs - half, `s${seed}b`), restartInBetween(world, random)]);
    await users.flood(Math.ceil(jobs * 0.08) + 40, `s${seed}c`);

    // Events that are still queued are delivered too late, and so are many that were done long ago.
    await world.restart(LATE_MS);
    await trouble.deliverAgain(Math.min(50, jobs));
    await until(() => (world.stack().functions.pendingEvents() === 0 ? true : undefined), QUIET_MS);
    world.weather.calm();
    // The sweeper closes and adopts what is left, and comes again when the marks of its settlements may go.
    for (const minutes of [8, 11.5, 14.5]) {
      await world.restart(minutes * 60_000, SWEEP_EVERY_MS);
      await pause(random, SWEEPS_MS, SWEEPS_MS);
    }

    const ended = await lookAtAll(users.seen.jobs.values(), users.look);
    const { awsUrl, credentials, resources } = world.stack();
    const counters = await readCounters({
      awsUrl,
      owner: credentials.owner,
      table: resources.tables[0] ?? '',
    });
    await world.stop();
    const records = await readStore(stateDir);
    const { seen } = users;
    const found = audit({ requests: world.vendors.log(), seen, limits, ended, counters, records });
    if (seen.refused === 0)
      found.violations.push('The limit was never reached, so nothing is known about it.');
    return { ...found, figures: { ...found.figures, ...figuresOf(world, trouble.duplicates()) } };
  } finally {
    await world.stop();
    rmSync(stateDir, { recursive: true, force: true });
  }
}

function figuresOf({ weather, counts }: World, duplicates: number): Record<string, number> {
  return {
    'AWS calls': weather.counts.calls,
    'AWS calls refused': weather.counts.refused,
    'AWS answers lost': weather.counts.lost,
    'AWS calls delayed': weather.counts.delayed,
    'kills of all busy workers': counts.kills,
    'workers killed': counts.killedWorkers,
    'events delivered again': duplicates,
    'restarts of the stack': counts.restarts,
  };
}

/** How often a started run is the moment for one of these. */
const KILL = 0.08;
const DELIVER_AGAIN = 0.3;

/** Kills and duplicates of events, at random moments. */
function troubleMakers(world: World, random: Random) {
  let duplicates = 0;
  const deliver = async () => {
    if (world.weather.events.length === 0) return;
    const lambda = new LambdaClient({
      endpoint: world.stack().awsUrl,
      region: 'us-east-1',
      credentials: world.stack().credentials.owner,
      maxAttempts: 1,
    });
    const FunctionName = world.stack().resources.functions.WorkerFunction;
    const Payload = JSON.stringify(oneOf(random, world.weather.events));
    try {
      await lambda.send(new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload }));
      duplicates += 1;
    } catch {
      // The stack is restarting.
    } finally {
      lambda.destroy();
    }
  };
  return {
    duplicates: () => duplicates,
    onStarted() {
      if (random() < KILL) setTimeout(() => void world.kill(), between(random, 0, 500));
      if (random() < DELIVER_AGAIN) setTimeout(() => void deliver(), between(random, 0, 1000));
    },
    async deliverAgain(count: number) {
      for (let sent = 0; sent < count; sent += 1) await deliver();
    },
  };
}

async function restartInBetween(world: World, random: Random): Promise<void> {
  await pause(random, 3000, 8000);
  await world.restart();
}
