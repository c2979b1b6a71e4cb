import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { loadTemplate } from '../../local/template/load.ts';
import { isMap, listOf, type ValueMap } from '../../local/template/value.ts';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** The default of `sam build`. */
const SAM_MAIN_FIELDS = 'main,module';

/** A function as the template ships it. */
export interface ShippedFunction {
  /** `generate`, `large-worker`, … */
  name: string;
  /** In the template: `GenerateFunction`. */
  logicalId: string;
  /** Below `src`. */
  entry: string;
  memoryMb: number;
  external: string[];
  minify: boolean;
  mainFields: string[];
}

/** One function for each bundle. */
export function shippedFunctions(): ShippedFunction[] {
  const all = allFunctions();
  return all.filter(({ entry }, index) => all.findIndex((other) => other.entry === entry) === index);
}

function allFunctions(): ShippedFunction[] {
  return Object.entries(loadTemplate(join(root, 'template.yaml')).resources)
    .filter(([, { Type }]) => Type === 'AWS::Serverless::Function')
    .map(([logicalId, { Metadata, Properties }]) => {
      const settings: ValueMap = isMap(Metadata.BuildProperties) ? Metadata.BuildProperties : {};
      const entry = `${String(Properties.Handler).split('.')[0]}.ts`;
      return {
        name: nameOf(logicalId),
        logicalId,
        entry,
        memoryMb: Number(Properties.MemorySize),
        external: listOf(settings.External).map(String),
        minify: settings.Minify === true,
        mainFields: listOf(settings.MainFields ?? SAM_MAIN_FIELDS).flatMap((fields) =>
          String(fields).split(','),
        ),
      };
    });
}

/** @throws when the template has no such function */
export function shippedFunction(name: string): ShippedFunction {
  const found = allFunctions().find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`template.yaml has no function "${name}".`);
  return found;
}

const nameOf = (logicalId: string) =>
  logicalId
    .replace(/Function$/, '')
    .replace(/\B[A-Z]/g, '-$&')
    .toLowerCase();

export interface Bundle {
  file: string;
  bytes: number;
  /** Bytes of each source file in the bundle, by its path. */
  inputs: Record<string, number>;
}

/** Bundles a function as `sam build` does. */
export function bundleFunction(shipped: ShippedFunction, folder: string): Promise<Bundle> {
  const { external, mainFields, minify } = shipped;
  const entryPoints = [join(root, 'src', shipped.entry)];
  return bundle(join(folder, `${shipped.name}.cjs`), { entryPoints, external, mainFields, minify });
}

/** Bundles a few lines of source as the function would be, for floors and peers. */
export function bundleSource(
  file: string,
  source: string,
  { external, mainFields, minify }: Pick<ShippedFunction, 'external' | 'mainFields' | 'minify'>,
): Promise<Bundle> {
  const stdin = { contents: source, resolveDir: root, loader: 'ts' } as const;
  return bundle(file, { stdin, external, mainFields, minify });
}

async function bundle(file: string, options: BuildOptions): Promise<Bundle> {
  mkdirSync(join(file, '..'), { recursive: true });
  const { metafile } = await build({
    ...options,
    outfile: file,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    metafile: true,
    logLevel: 'error',
  });
  const output = Object.values(metafile?.outputs ?? {})[0];
  if (output === undefined) throw new Error(`esbuild wrote nothing to ${file}.`);
  const inputs = Object.entries(output.inputs).map(([path, { bytesInOutput }]) => [path, bytesInOutput]);
  return { file, bytes: output.bytes, inputs: Object.fromEntries(inputs) };
}
