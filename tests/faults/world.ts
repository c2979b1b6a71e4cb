import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { takeStateFolder } from '../../local/state-folder.ts';
import { startVendors, type Vendors } from '../../scripts/vendors/server.ts';
import type { WorkerEvent } from '../../src/contract/index.ts';
import { startTestStack, type TestStack } from '../helpers/local-stack/start.ts';
import { keyOf, stormyWeather, type Weather } from './disturb.ts';
import { type Limits, stormParameters } from './models.ts';
import type { Random } from './random.ts';

/** The stack under test. It stops and comes back on the same port, like a machine that restarts. */
export interface World {
  vendors: Vendors;
  weather: Weather;
  url: () => string;
  stack: () => TestStack;
  /**
   * Stops and starts again.
   * @param clockAheadMs of every function
   * @param scheduleMs how often the sweeper comes
   */
  restart(clockAheadMs?: number, scheduleMs?: number): Promise<void>;
  /** Ends all workers that are busy. */
  kill(): Promise<void>;
  /**
   * Events, as `{jobId} {modelId}`, whose worker died, with the moment: that of the restart which found them undone, or
   * `Infinity` for those that were given up.
   */
  killed: Map<string, number>;
  counts: { kills: number; killedWorkers: number; restarts: number };
  /** When the stack, and its stores, stopped, in milliseconds since the epoch. */
  stops: { from: number; to: number }[];
  stop(): Promise<void>;
}

/** Few: an instance that dies loads its code again, which two processors do not do for forty at once. */
const INSTANCES = { api: 3, events: 8 };

export async function startWorld(stateDir: string, random: Random, limits: Limits): Promise<World> {
  const vendors = await startVendors({ port: 0, waitMs: 30, slowMs: 400 });
  const killed = new Map<string, number>();
  const counts = { kills: 0, killedWorkers: 0, restarts: 0 };
  const stops: World['stops'] = [];
  let stack: TestStack | undefined;
  const running = () => {
    if (stack === undefined) throw new Error('The stack is not there.');
    return stack;
  };

  const kill = async () => {
    counts.kills += 1;
    counts.killedWorkers += (await stack?.functions.killBusy('WorkerFunction')) ?? 0;
  };
  const weather = stormyWeather(random, () => void kill());

  const start = async (port: number, clockAheadMs = 0, scheduleMs?: number) => {
    stack = await startTestStack({
      stateDir,
      port,
      parameters: stormParameters(vendors.url, limits),
      instances: INSTANCES,
      disturb: weather.disturb,
      clockAheadMs: () => clockAheadMs,
      scheduleMs,
    });
  };
  const noteCutOff = () => {
    for (const event of eventsIn(stateDir)) killed.set(keyOf(event), Date.now());
  };

  await start(0);
  const port = Number(new URL(running().url).port);
  return {
    vendors,
    weather,
    killed,
    counts,
    stops,
    url: () => `http://127.0.0.1:${port}`,
    stack: running,
    kill,
    async restart(clockAheadMs, scheduleMs) {
      counts.restarts += 1;
      const from = Date.now();
      await running().stop();
      stops.push({ from, to: Date.now() });
      noteCutOff();
      await start(port, clockAheadMs, scheduleMs);
    },
    async stop() {
      await stack?.stop();
      await vendors.close();
      for (const event of deadLettersIn(stateDir)) killed.set(keyOf(event), Number.POSITIVE_INFINITY);
    },
  };
}

/** Events that were queued or running when the stack stopped. */
function eventsIn(stateDir: string): WorkerEvent[] {
  const { database, release } = takeStateFolder(stateDir);
  try {
    const rows = database.prepare('SELECT event FROM event').all();
    return rows.map(({ event }) => payloadOf(JSON.parse(String(event))));
  } finally {
    release();
  }
}

/** Events that were given up because their worker died. */
function deadLettersIn(stateDir: string): WorkerEvent[] {
  try {
    const lines = readFileSync(join(stateDir, 'dead-letters.jsonl'), 'utf8').trim().split('\n');
    return lines.map((line) => payloadOf(JSON.parse(line).event));
  } catch {
    return [];
  }
}

const payloadOf = ({ payload }: { payload: string }): WorkerEvent => JSON.parse(payload);
