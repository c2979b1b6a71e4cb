import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Emulator, readLimits, startEmulator } from './emulator.ts';
import { FAULTS } from './faults.ts';
import { loadPrograms, type Programs } from './preloaded.ts';
import { canary } from './scenes/canary.ts';
import { everyday } from './scenes/everyday.ts';
import { failures } from './scenes/failures.ts';
import { guided } from './scenes/guided.ts';
import { refusals } from './scenes/refusals.ts';
import { upgrade } from './scenes/upgrade.ts';
import { openStage, type Stage } from './stage.ts';
import { installTools, type Tools } from './tools.ts';
import { NotProvable } from './workspace.ts';

const USAGE = `npm run test:cloud [-- --only everyday,upgrade] [-- --lanes 1] [-- --faults A1,A2] [-- --aws PATH] [-- --keep]

Rehearses deployments: the real scripts and the real SAM CLI against an emulator of AWS on loopback. Prints what that
proved, and what an emulator cannot prove. --faults puts known faults into copies of the project instead, one after the
other, and sees that the rehearsal fails with each; "all" is all. --aws names another AWS CLI than the version 1 that is
installed for this. Scenes are played two at a time, or --lanes. --keep leaves copies and logs for a look.`;

/** While one scene waits for the emulator, another one works. */
const LANES = 2;

/** In the order in which they begin. Each has a stack of its own, but for `refusals` and `canary`: production. */
const SCENES: Readonly<Record<string, (stage: Stage, proved: (claim: string) => void) => Promise<void>>> = {
  refusals,
  failures,
  everyday,
  upgrade,
  guided,
  canary,
};

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: Object.keys(SCENES).join(',') },
    lanes: { type: 'string', default: String(LANES) },
    faults: { type: 'string' },
    aws: { type: 'string' },
    keep: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

async function main(): Promise<number> {
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const tools = await installTools(values.aws);
  const scratch = mkdtempSync(join(tmpdir(), 'rehearsal-'));
  const remove = () => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  if (!values.keep) process.once('exit', remove);
  const programs = await loadPrograms(tools, scratch);
  try {
    if (values.faults !== undefined) return await tryFaults(tools, programs, scratch, values.faults);
    return await rehearse(tools, programs, scratch, values.only.split(','));
  } finally {
    programs.stop();
    if (values.keep) console.log(`Copies and logs: ${scratch}`);
  }
}

async function rehearse(
  tools: Tools,
  programs: Programs,
  scratch: string,
  names: readonly string[],
): Promise<number> {
  const failed: string[] = [];
  const notProvable: string[] = [];
  const emulator = await startEmulator(tools, scratch);
  try {
    const stage = await prepare(emulator, programs, scratch, undefined);
    const waiting = [...names];
    const playNext = async () => {
      for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
        const began = Date.now();
        const claims: string[] = [];
        const error = await play(name, stage, (claim) => claims.push(claim));
        console.log(`==> ${name}`);
        for (const claim of claims) console.log(`proved      ${claim}`);
        console.log(`      ${((Date.now() - began) / 1000).toFixed(0)} s`);
        if (error instanceof NotProvable) notProvable.push(`${name}: ${error.message}`);
        else if (error !== undefined) failed.push(`${name}: ${error.message}`);
      }
    };
    await Promise.all(Array.from({ length: Number(values.lanes) }, playNext));
  } finally {
    await emulator.stop();
  }
  console.log('\nAn emulator cannot prove, and only AWS can:');
  for (const limit of await readLimits(tools)) console.log(`not proved  ${limit}`);
  if (notProvable.length > 0) console.log('\nNOT PROVED on this machine:');
  for (const reason of notProvable) console.log(`NOT PROVED  ${reason}`);
  console.log('');
  for (const failure of failed) console.log(`FAIL  ${failure}`);
  const passed = names.length - failed.length - notProvable.length;
  console.log(`${passed} passed, ${failed.length} failed, ${notProvable.length} not proved`);
  return failed.length === 0 ? 0 : 1;
}

/** One rehearsal for each fault, so that none hides another. */
async function tryFaults(tools: Tools, programs: Programs, scratch: string, wanted: string): Promise<number> {
  const chosen = FAULTS.filter(({ name }) => wanted === 'all' || wanted.split(',').includes(name));
  let missed = 0;
  for (const { name, scene, seenBy } of chosen) {
    const folder = mkdtempSync(join(scratch, `${name}-`));
    const emulator = await startEmulator(tools, folder);
    try {
      const patch = resolve(import.meta.dirname, `faults/${name}.patch`);
      const stage = await prepare(emulator, programs, folder, patch);
      const failure = await play(scene, stage, () => undefined);
      const seen = failure !== undefined && seenBy.test(failure.message);
      if (!seen) missed += 1;
      console.log(`${seen ? 'ok  ' : 'FAIL'}  ${name} in ${scene}: ${failure?.message ?? 'was not noticed'}`);
    } finally {
      await emulator.stop();
    }
  }
  console.log(`${chosen.length - missed} passed, ${missed} failed`);
  return missed === 0 && chosen.length > 0 ? 0 : 1;
}

/** From here on, this process takes the emulator for AWS too. */
async function prepare(
  emulator: Emulator,
  programs: Programs,
  scratch: string,
  patch: string | undefined,
): Promise<Stage> {
  process.env.AWS_ENDPOINT_URL = emulator.url;
  await import(join(import.meta.dirname, 'loopback.mjs'));
  return openStage(emulator, programs, scratch, patch);
}

/** @returns why the scene failed, or nothing */
async function play(name: string, stage: Stage, proved: (claim: string) => void): Promise<Error | undefined> {
  const scene = SCENES[name];
  if (scene === undefined) throw new Error(`There is no scene ${name}: ${Object.keys(SCENES).join(', ')}`);
  try {
    await scene(stage, proved);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

process.exitCode = await main();
