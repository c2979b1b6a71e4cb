import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { startVendors } from '../../scripts/vendors/server.ts';
import { until } from '../helpers/local-stack/start.ts';
import { type Audit, audit } from './audit.ts';
import { lookAtAll, readCounters } from './ending.ts';
import { endlessPrompt, type Limits, pause, SLOTS, stormParameters } from './models.ts';
import { type MortalStack, startMortalStack } from './mortal-stack.ts';
import { between, oneOf, type Random, seededRandom } from './random.ts';
import { readStore } from './records.ts';
import { makeSmallDisk, type SmallDisk } from './small-disk.ts';
import { createUsers } from './users.ts';

/** Larger than what the stack keeps in its database, so that there are files as well. */
const PADDING = 66_000;
const SWEEP_EVERY_MS = 3000;
/** Runs of one life of the stack that are drawn at the same time. */
const RUNS_AT_ONCE = 6;
/** The clock jumps ahead at each restart, so that leases end and the sweeper has something to do between the kills. */
const JUMP_MS = [15_000, 60_000] as const;
/** At the end, past everything that the clock decides, several times over. */
const LAST_JUMP_MS = 7 * 60_000;
const MOST_LAST_JUMPS = 8;
/** A kill at a moment, and one at a call that does not come. */
const MOMENT_MS = [300, 5000] as const;
const LONGEST_LIFE_MS = 12_000;
const DISK_FULL_MS = 3000;
const WATCHERS = 2;
const LONGEST_SWEEPS_MS = 300_000;
const LONGEST_DRAWING_MS = 120_000;

interface KillsOptions {
  seed: number;
  jobs: number;
  kills: number;
  /** How often the disk fills up in between. */
  fills: number;
  /** Where the state folder is kept for a look. */
  keep: string | undefined;
  onProgress(text: string): void;
}

export interface KillsReport extends Audit {
  /** Why the disk could not be filled. */
  notRun: string | undefined;
}

/** Every third kill comes when a request to change a picture has just been answered. */
const isOverEdit = (kill: number) => kill % 3 === 1;

/**
 * Kills the whole stack at random calls of its functions and at random moments while people start runs and watch them,
 * and fills its disk in between. Afterwards time passes until the sweeper has nothing left to do.
 */
export async function killAgainAndAgain({
  seed,
  jobs,
  kills,
  fills,
  keep,
  onProgress,
}: KillsOptions): Promise<KillsReport> {
  const random = seededRandom(seed);
  const vendors = await startVendors({ port: 0, waitMs: 30, slowMs: 400, padding: PADDING });
  const disk = makeSmallDisk(64 + jobs);
  const limits: Limits = { perAddress: jobs * 2, perHour: jobs * 4, budgetUsd: jobs * 10 };
  const house = createHouse(disk, stormParameters(vendors.url, limits));
  const stopWatching = new AbortController();
  try {
    await house.start(0);
    let allowed = 0;
    let begun = 0;
    let bornAt = 0;
    /**
     * Runs that were first asked for since the last kill and have not ended, as far as people have seen. A run whose
     * request a kill cut off may have lost workers, and ends only when their deadline has passed.
     */
    const drawing = () => {
      const { askedAt, ends } = users.seen;
      return [...askedAt.keys()].filter((jobId) => Number(askedAt.get(jobId)) >= bornAt && !ends.has(jobId));
    };
    const isOverloaded = () => begun >= allowed || drawing().length >= RUNS_AT_ONCE;
    const service = { url: house.url, isOverloaded };
    const users = createUsers(service, random, () => {
      begun += 1;
    });
    const allStarted = users.busyHour(jobs, `k${seed}`);
    const watching = Array.from({ length: WATCHERS }, () => watch(users, random, stopWatching.signal));
    // Their failure ends the program where they are awaited.
    for (const work of [allStarted, ...watching]) work.catch(() => undefined);

    const fillBefore = new Set(
      Array.from({ length: fills }, (_, n) => Math.floor(((n + 1) * kills) / (fills + 1))),
    );
    for (let kill = 0; kill < kills; kill += 1) {
      allowed = Math.ceil((jobs * (kill + 1)) / (kills + 1));
      if (fillBefore.has(kill)) await fullDisk(disk, house, random);
      let how = 'over an edit';
      if (isOverEdit(kill)) {
        const tag = `k${seed}-edit-${kill}`;
        await users.edit(tag, endlessPrompt(tag));
        await house.kill();
      } else how = await house.dieSometime(random);
      onProgress(`kill ${kill + 1} of ${kills} ${how}; ${users.seen.jobs.size} runs`);
      await house.start(between(random, ...JUMP_MS), isOverEdit(kill + 1) ? undefined : dieAt(random));
      bornAt = Date.now();
    }
    await house.kill();
    allowed = jobs;
    await house.start(between(random, ...JUMP_MS));
    bornAt = Date.now();
    await allStarted;
    const drawn = until(() => (drawing().length === 0 ? true : undefined), LONGEST_DRAWING_MS).catch(() => {
      throw new Error(`Still drawing after ${LONGEST_DRAWING_MS} ms: ${drawing().join(', ')}`);
    });
    // Those who watch end before only when they fail.
    await Promise.race([drawn, ...watching]);

    let jumps = 0;
    for (; jumps < MOST_LAST_JUMPS && (await house.openRuns()) > 0; jumps += 1) {
      onProgress(`${await house.openRuns()} runs are open; the clock jumps ahead`);
      await house.kill();
      await house.start(LAST_JUMP_MS);
      await house.sweeps(2);
    }
    const ended = await lookAtAll(users.seen.jobs.values(), users.look);
    stopWatching.abort();
    await Promise.all(watching);
    const counters = await readCounters(house.ready());
    await house.kill();
    if (keep !== undefined) cpSync(disk.folder, keep, { recursive: true });
    const records = await readStore(disk.folder);
    const requests = vendors.log();
    const { counts, diedAt } = house;
    const overEdits = Array.from({ length: kills }, (_, kill) => kill).filter(isOverEdit).length;
    const found = audit({
      requests,
      padding: PADDING,
      seen: users.seen,
      limits,
      ended,
      counters,
      records,
      kills: { at: diedAt, overEdits },
    });
    const figures = {
      ...found.figures,
      'kills at a call of a function': counts.atCall,
      'kills at any moment': counts.atMoment,
      'kills over an edit': overEdits,
      'kills while the disk was full': counts.onFullDisk,
      'starts refused on a full disk': counts.refusedStarts,
      'times that the disk was full': disk.fill === undefined ? 0 : fills,
      'jumps of the clock at the end': jumps,
    };
    const notRun = disk.fill ? undefined : 'a full disk needs a file system of its own: root on Linux';
    return { ...found, figures, notRun };
  } finally {
    stopWatching.abort();
    await house.kill();
    await vendors.close();
    disk.remove();
  }
}

/** Where a stack lives, dies and comes back: the same folder, the same port, a clock that only runs ahead. */
function createHouse(disk: SmallDisk, parameters: ReturnType<typeof stormParameters>) {
  const counts = { atCall: 0, atMoment: 0, onFullDisk: 0, refusedStarts: 0 };
  /** By the clock of the stack, in milliseconds since the epoch. */
  const diedAt: number[] = [];
  let clockAheadMs = 0;
  let port = 0;
  let stack: MortalStack | undefined;
  /** Whether the stack will kill itself. */
  let isPlanned = false;
  const ready = () => {
    if (stack === undefined) throw new Error('The stack is not there.');
    return stack.ready;
  };
  const start = async (jumpMs: number, dieAt?: { call: number; afterMs: number }) => {
    clockAheadMs += jumpMs;
    isPlanned = dieAt !== undefined;
    const { folder: stateDir } = disk;
    const instances = { api: 3, events: SLOTS + 2 };
    const options = { port, stateDir, parameters, instances, scheduleMs: SWEEP_EVERY_MS };
    stack = await startMortalStack({ options, clockAheadMs, dieAt }, () => undefined);
    port = Number(new URL(stack.ready.url).port);
  };
  const kill = async () => {
    await stack?.kill();
    diedAt.push(Date.now() + clockAheadMs);
  };
  return {
    counts,
    diedAt,
    kill,
    ready,
    url: () => `http://127.0.0.1:${port}`,
    start,
    /** Waits for the death by a call, or brings it about at a random moment. */
    async dieSometime(random: Random) {
      const [shortest, longest] = isPlanned ? [LONGEST_LIFE_MS, LONGEST_LIFE_MS] : MOMENT_MS;
      await Promise.race([stack?.gone, pause(random, shortest, longest)]);
      const how = stack?.isAlive() ? 'atMoment' : 'atCall';
      counts[how] += 1;
      await kill();
      return how === 'atCall' ? 'at a call' : 'at a moment';
    },
    /** A start that may fail, as on a full disk. */
    async tryToStart() {
      await start(0).catch(() => {
        counts.refusedStarts += 1;
      });
    },
    /** Waits until the sweeper has made so many passes. */
    async sweeps(count: number) {
      const log = join(disk.folder, 'functions.log');
      const passes = () => readFileSync(log, 'utf8').split('"message":"sweep"').length;
      const before = passes();
      await until(() => (passes() >= before + count ? true : undefined), LONGEST_SWEEPS_MS);
    },
    /** How many markers of open runs are left. */
    async openRuns(): Promise<number> {
      const { awsUrl, owner, bucket } = ready();
      const s3 = new S3Client({
        endpoint: awsUrl,
        region: 'us-east-1',
        credentials: owner,
        forcePathStyle: true,
      });
      const { KeyCount } = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: 'open/' }));
      s3.destroy();
      return KeyCount ?? 0;
    },
  };
}

type House = ReturnType<typeof createHouse>;

/** Within what some runs and passes of the sweeper take; a quarter of the kills comes at any moment. */
function dieAt(random: Random) {
  if (random() < 0.25) return undefined;
  const call = between(random, 1, 700);
  return { call, afterMs: random() < 0.3 ? 0 : between(random, 1, 40) };
}

/** The disk is full for a while; the stack is killed meanwhile, and cannot work until there is room. */
async function fullDisk(disk: SmallDisk, house: House, random: Random) {
  if (disk.fill === undefined) return;
  disk.fill();
  await pause(random, DISK_FULL_MS, DISK_FULL_MS);
  await house.kill();
  house.counts.onFullDisk += 1;
  await house.tryToStart();
  await pause(random, DISK_FULL_MS, DISK_FULL_MS);
  await house.kill();
  house.counts.onFullDisk += 1;
  disk.free();
  await house.start(0);
}

async function watch(users: ReturnType<typeof createUsers>, random: Random, stop: AbortSignal) {
  while (!stop.aborted) {
    const jobs = [...users.seen.jobs.values()];
    const looked = random() < 0.5 ? jobs.slice(-RUNS_AT_ONCE) : jobs;
    if (jobs.length > 0) await users.look(oneOf(random, looked));
    await pause(random, 20, 120);
  }
}
