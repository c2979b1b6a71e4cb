import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { type BuildContext, type BuildFailure, type BuildOptions, context, type Message } from 'esbuild';
import { StackFault } from './fault.ts';
import type { FunctionSpec } from './template/functions.ts';
import { listOf, type Value, type ValueMap } from './template/value.ts';
import type { Changes } from './watch.ts';

export interface FunctionBuilder {
  /**
   * Bundles every function, or those that these changes may concern; the answer holds every one's bundle file by
   * logical id. One build at a time. @throws StackFault
   */
  build(changes?: Changes): Promise<Map<string, string>>;
  stop(): Promise<void>;
}

/** Options of esbuild that hold `name=value` lists in the template. */
const NAMED_LISTS = ['Alias', 'Banner', 'Define', 'Footer', 'Loader'];
/** Options that the command line, and so the template, writes with commas. */
const COMMA_LISTS = ['Conditions', 'MainFields', 'ResolveExtensions'];
/** Decided here: where the output goes, and that stack traces stay readable. */
const OURS = [
  'Bundle',
  'EntryPoints',
  'Metafile',
  'Minify',
  'OutExtension',
  'Outbase',
  'Outdir',
  'Platform',
  'Sourcemap',
  'Splitting',
];
const KEEP_MS = 7 * 24 * 3600 * 1000;

/**
 * One incremental esbuild context per function. Bundles go into `cacheFolder`, named by their content;
 * it must lie beneath `node_modules`, so that external packages such as sharp are found.
 */
export async function createBuilder(
  functions: readonly FunctionSpec[],
  cacheFolder: string,
): Promise<FunctionBuilder> {
  await mkdir(cacheFolder, { recursive: true });
  const missing = functions.filter((spec) => !existsSync(spec.entryPoint));
  if (missing.length > 0) {
    throw new StackFault(
      missing.map(
        ({ logicalId, entryPoint }) =>
          `${logicalId}: there is no ${entryPoint}; correct Handler or EntryPoints in the template.`,
      ),
    );
  }
  const contexts = await Promise.all(functions.map(openContext));

  const built = new Map<string, Built>();
  let turn: Promise<unknown> = Promise.resolve();

  async function buildOne([spec, esbuild]: [FunctionSpec, BuildContext]): Promise<void> {
    built.delete(spec.logicalId);
    const result = await esbuild.rebuild();
    const output = result.outputFiles?.[0];
    if (!output) throw new Error(`esbuild made nothing of ${spec.entryPoint}`);
    const hash = createHash('sha256').update(output.contents).digest('hex').slice(0, 16);
    const extension = spec.buildProperties.Format === 'esm' ? 'mjs' : 'cjs';
    const file = join(cacheFolder, `${spec.logicalId}-${hash}.${extension}`);
    if (!existsSync(file)) {
      const temporary = `${file}.${process.pid}.new`;
      await writeFile(temporary, output.contents);
      await rename(temporary, file);
    }
    const inputs = Object.keys(result.metafile?.inputs ?? {}).map((path) => resolve(path));
    built.set(spec.logicalId, { file, inputs: new Set(inputs) });
  }

  async function build(changes: Changes) {
    const concerned = concernedBy(changes, built);
    // What failed the last time is not among what is built.
    const due = contexts.filter(([{ logicalId }]) => !built.has(logicalId) || concerned.has(logicalId));
    const results = await Promise.allSettled(due.map(buildOne));
    const faults = results.flatMap((result, index) => {
      if (result.status === 'fulfilled') return [];
      const id = due[index]?.[0].logicalId ?? '';
      return buildFaults(result.reason).map((fault) => `${id}: ${fault}`);
    });
    if (faults.length > 0) throw new StackFault([...new Set(faults)]);
    return new Map([...built].map(([logicalId, { file }]) => [logicalId, file]));
  }

  return {
    build(changes) {
      const result = turn.then(() => build(changes));
      turn = result.catch(() => {});
      return result;
    },
    async stop() {
      // `dispose` alone waits for builds that are running.
      await Promise.all(
        contexts.map(async ([, esbuild]) => {
          await esbuild.cancel();
          await esbuild.dispose();
        }),
      );
      await removeOld(cacheFolder);
    },
  };
}

interface Built {
  file: string;
  /** Absolute paths of the sources. */
  inputs: ReadonlySet<string>;
}

/**
 * The bundles that may be other ones after these changes: all of them when a file is there that none has read so far,
 * since a bundle might read it now.
 */
export function concernedBy(
  changes: Changes,
  built: ReadonlyMap<string, Pick<Built, 'inputs'>>,
): ReadonlySet<string> {
  const isKnown = (path: string) => [...built.values()].some(({ inputs }) => inputs.has(path));
  const isNew = (path: string) => !isKnown(path) && statSync(path, { throwIfNoEntry: false })?.isFile();
  if (changes === undefined || [...changes].some(isNew)) return new Set(built.keys());
  const concerned = [...built].filter(([, { inputs }]) => [...changes].some((path) => inputs.has(path)));
  return new Set(concerned.map(([logicalId]) => logicalId));
}

async function openContext(spec: FunctionSpec): Promise<[FunctionSpec, BuildContext]> {
  try {
    return [spec, await context(buildOptions(spec))];
  } catch (cause) {
    const faults = buildFaults(cause).map((fault) => `${spec.logicalId}, BuildProperties: ${fault}`);
    throw new StackFault(faults, { cause });
  }
}

function buildOptions(spec: FunctionSpec): BuildOptions {
  const options: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(spec.buildProperties)) {
    if (OURS.includes(name)) continue;
    options[name.charAt(0).toLowerCase() + name.slice(1)] = optionValue(name, value);
  }
  return {
    target: 'es2020',
    format: 'cjs',
    ...options,
    entryPoints: [spec.entryPoint],
    outdir: spec.codeFolder,
    bundle: true,
    platform: 'node',
    minify: false,
    sourcemap: 'inline',
    sourcesContent: false,
    write: false,
    metafile: true,
    logLevel: 'silent',
  };
}

function optionValue(name: string, value: Value): Value {
  if (NAMED_LISTS.includes(name)) return namedList(value);
  if (COMMA_LISTS.includes(name)) return listOf(value).flatMap((item) => String(item).split(','));
  return value === 'true' ? true : value === 'false' ? false : value;
}

function namedList(value: Value): ValueMap {
  return Object.fromEntries(
    listOf(value).map((item) => {
      const text = String(item);
      const at = text.indexOf('=');
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

function buildFaults(reason: unknown): string[] {
  if (!isBuildFailure(reason)) return [reason instanceof Error ? reason.message : String(reason)];
  return reason.errors.map(({ location, text }) => {
    if (!location) return text;
    return `${relative(process.cwd(), location.file)}:${location.line}:${location.column + 1} ${text}`;
  });
}

const isBuildFailure = (reason: unknown): reason is BuildFailure & { errors: Message[] } =>
  reason instanceof Error && 'errors' in reason && Array.isArray(reason.errors);

/** Bundles of last week's code. */
async function removeOld(folder: string) {
  const limit = Date.now() - KEEP_MS;
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Date.now() }));
    if (mtimeMs < limit) await rm(file, { force: true });
  }
}
