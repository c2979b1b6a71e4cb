import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import * as esbuild from 'esbuild';
import { type Built, markUsed, recall, remember, removeOld, writeWhole } from './build-cache.ts';
import { StackFault } from './fault.ts';
import { sharedPackages } from './shared-packages.ts';
import type { FunctionSpec } from './template/functions.ts';
import { listOf, type Value, type ValueMap } from './template/value.ts';
import type { Changes } from './watch.ts';

export interface FunctionBuilder {
  /**
   * Bundles every function, or only those that these changes may affect. Resolves with every function's bundle file by
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
  'Format',
  'Metafile',
  'Minify',
  'OutExtension',
  'Outbase',
  'Outdir',
  'Platform',
  'Sourcemap',
  'Splitting',
];
/** How long after a change esbuild is kept, which makes the next change faster but holds much memory. */
const KEEP_ESBUILD_MS = 120_000;

/**
 * Bundles go into `cacheFolder`, named by their content; it must lie beneath `node_modules`, so that external packages
 * such as sharp and the AWS SDK are found. A function whose sources are those of its last build is not built again.
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
  const groups = groupsOf(functions);
  const built = new Map<string, Built>();
  let isFirst = true;
  let turn: Promise<unknown> = Promise.resolve();
  let closing: NodeJS.Timeout | undefined;

  async function buildPart(part: Part): Promise<void> {
    for (const { logicalId } of part.functions) built.delete(logicalId);
    for (const [logicalId, one] of await bundle(part, cacheFolder)) built.set(logicalId, one);
  }

  async function recallGroup(group: Group): Promise<void> {
    for (const spec of group.functions) {
      const one = await recall(cacheFolder, recordName(spec, group));
      if (one) built.set(spec.logicalId, one);
    }
  }

  async function build(changes: Changes) {
    if (isFirst) await Promise.all(groups.map(recallGroup));
    const concerned = isFirst ? new Set<string>() : concernedBy(changes, built);
    isFirst = false;
    // What failed the last time is not among what is built.
    const due = groups
      .map((group) => ({
        group,
        functions: group.functions.filter(
          ({ logicalId }) => !built.has(logicalId) || concerned.has(logicalId),
        ),
      }))
      .filter(({ functions }) => functions.length > 0);
    clearTimeout(closing);
    const results = await Promise.allSettled(due.map(buildPart));
    // A start needs esbuild once; whoever edits will edit again.
    if (changes === undefined) await closeAll();
    else closing = setTimeout(() => void closeAll(), KEEP_ESBUILD_MS).unref();
    const faults = results.flatMap((result, index) =>
      result.status === 'rejected' ? buildFaults(result.reason, due[index]?.functions ?? []) : [],
    );
    if (faults.length > 0) throw new StackFault([...new Set(faults)]);
    return new Map([...built].map(([logicalId, { file }]) => [logicalId, file]));
  }

  const closeAll = async () => {
    await Promise.all(groups.map(closeCompilers));
    await releaseEsbuild();
  };

  return {
    build(changes) {
      const result = turn.then(() => build(changes));
      turn = result.catch(() => {});
      return result;
    },
    async stop() {
      clearTimeout(closing);
      await closeAll();
      await removeOld(cacheFolder);
    },
  };
}

/** Functions with the same options, which esbuild bundles in one go: what they share is read once. */
interface Group {
  functions: FunctionSpec[];
  options: esbuild.BuildOptions;
  /** Hash of everything that a bundle depends on besides its sources. */
  fingerprint: string;
  /** By the functions that they bundle: whoever edits a file edits it again. */
  compilers: Map<string, esbuild.BuildContext>;
}

/** The functions of a group that have to be bundled. */
interface Part {
  group: Group;
  functions: readonly FunctionSpec[];
}

function groupsOf(functions: readonly FunctionSpec[]): Group[] {
  const groups = new Map<string, Group>();
  for (const spec of functions) {
    const options = buildOptions(spec);
    const fingerprint = createHash('sha256')
      .update(`${esbuild.version} ${process.cwd()} ${JSON.stringify(options)}`)
      .digest('hex');
    const group: Group = groups.get(fingerprint) ?? {
      functions: [],
      options,
      fingerprint,
      compilers: new Map(),
    };
    group.functions.push(spec);
    groups.set(fingerprint, group);
  }
  return [...groups.values()];
}

/** Contexts that are open in this process; esbuild itself, a process of its own, ends with the last one. */
let openContexts = 0;

async function openCompiler({ group, functions }: Part): Promise<esbuild.BuildContext> {
  const entryPoints = functions.map(({ entryPoint }) => entryPoint);
  const key = entryPoints.join('\n');
  const known = group.compilers.get(key);
  if (known) return known;
  openContexts += 1;
  try {
    const compiler = await esbuild.context({ ...group.options, entryPoints });
    group.compilers.set(key, compiler);
    return compiler;
  } catch (cause) {
    openContexts -= 1;
    throw cause;
  }
}

async function closeCompilers(group: Group): Promise<void> {
  const compilers = [...group.compilers.values()];
  group.compilers.clear();
  for (const compiler of compilers) {
    // `dispose` alone waits for builds that are running.
    await compiler.cancel();
    await compiler.dispose();
    openContexts -= 1;
  }
}

async function releaseEsbuild(): Promise<void> {
  if (openContexts === 0) await esbuild.stop();
}

/** @throws BuildFailure */
async function bundle(part: Part, cacheFolder: string): Promise<[logicalId: string, Built][]> {
  const begunAt = Date.now();
  const compiler = await openCompiler(part);
  const { metafile, outputFiles = [] } = await compiler.rebuild();
  const contents = new Map(outputFiles.map((file) => [file.path, file.contents]));
  const outputs = Object.entries(metafile?.outputs ?? {});
  return Promise.all(
    part.functions.map(async (spec): Promise<[string, Built]> => {
      const [path, output] = outputs.find(
        ([, { entryPoint }]) => entryPoint !== undefined && resolve(entryPoint) === spec.entryPoint,
      ) ?? ['', undefined];
      const code = contents.get(resolve(path));
      if (!code || !output) throw new Error(`esbuild produced no bundle for ${spec.entryPoint}`);
      const hash = createHash('sha256').update(code).digest('hex').slice(0, 16);
      const file = join(cacheFolder, `${spec.logicalId}-${hash}.cjs`);
      const inputs = new Set(Object.keys(output.inputs).map((input) => resolve(input)));
      if (existsSync(file)) await markUsed(file);
      else {
        const reference = Buffer.from(`//# sourceMappingURL=${basename(file)}.map\n`);
        await Promise.all([
          writeWhole(`${file}.map`, contents.get(resolve(`${path}.map`)) ?? ''),
          writeWhole(file, Buffer.concat([code, reference])),
        ]);
      }
      await remember(cacheFolder, recordName(spec, part.group), { file, inputs }, begunAt);
      return [spec.logicalId, { file, inputs }];
    }),
  );
}

const recordName = ({ logicalId }: FunctionSpec, { fingerprint }: Group) =>
  `${logicalId}-${fingerprint.slice(0, 16)}`;

/**
 * The bundles that these changes may affect: all of them if there is a new file, since any bundle might read it now.
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

/** Everything but the entry point. */
function buildOptions(spec: FunctionSpec): esbuild.BuildOptions {
  const options: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(spec.buildProperties)) {
    if (OURS.includes(name)) continue;
    options[name.charAt(0).toLowerCase() + name.slice(1)] = optionValue(name, value);
  }
  return {
    target: 'es2020',
    ...options,
    format: 'cjs',
    outdir: spec.codeFolder,
    outbase: spec.codeFolder,
    bundle: true,
    platform: 'node',
    minify: false,
    plugins: [sharedPackages],
    sourcemap: 'external',
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

/** One sentence each, with the place in the sources or the functions whose settings are wrong. */
function buildFaults(reason: unknown, functions: readonly FunctionSpec[]): string[] {
  const names = functions.map(({ logicalId }) => logicalId).join(', ');
  if (!isBuildFailure(reason))
    return [`${names}: ${reason instanceof Error ? reason.message : String(reason)}`];
  return reason.errors.map(({ location, text }) => {
    if (!location) return `${names}: ${text}`;
    return `${relative(process.cwd(), location.file)}:${location.line}:${location.column + 1} ${text}`;
  });
}

const isBuildFailure = (reason: unknown): reason is esbuild.BuildFailure =>
  reason instanceof Error && 'errors' in reason && Array.isArray(reason.errors);
