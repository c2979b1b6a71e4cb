import { startVendors, type Vendors } from '../../scripts/vendors/server.ts';
import { startTestStack, type TestStack } from '../helpers/local-stack/start.ts';
import { stormyWeather, type Weather, WORKERS } from './disturb.ts';
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
  counts: { kills: number; killedWorkers: number; restarts: number };
  stop(): Promise<void>;
}

/** Few: an instance that dies loads its code again, which two processors do not do for forty at once. */
const INSTANCES = { api: 3, events: 8 };

export async function startWorld(stateDir: string, random: Random, limits: Limits): Promise<World> {
  const vendors = await startVendors({ port: 0, waitMs: 30, slowMs: 400 });
  const counts = { kills: 0, killedWorkers: 0, restarts: 0 };
  let stack: TestStack | undefined;
  const running = () => {
    if (stack === undefined) throw new Error('The stack is not there.');
    return stack;
  };

  const kill = async () => {
    counts.kills += 1;
    for (const name of WORKERS) counts.killedWorkers += (await stack?.functions.killBusy(name)) ?? 0;
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

  await start(0);
  const port = Number(new URL(running().url).port);
  return {
    vendors,
    weather,
    counts,
    url: () => `http://127.0.0.1:${port}`,
    stack: running,
    kill,
    async restart(clockAheadMs, scheduleMs) {
      counts.restarts += 1;
      await running().stop();
      await start(port, clockAheadMs, scheduleMs);
    },
    async stop() {
      await stack?.stop();
      await vendors.close();
    },
  };
}
