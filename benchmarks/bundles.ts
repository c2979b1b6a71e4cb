import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Benchmark, type Figure, figure } from './lib/figure.ts';
import { type Bundle, bundleFunction, type ShippedFunction, shippedFunctions } from './lib/functions.ts';

/** Above this, unpacking and reading the bundle dominate the cold start. */
const LARGEST_BUNDLE_KB = 650;
/** It speaks to every vendor, each of which takes 2 to 3 KB, and nobody waits for its start alone: a vendor takes seconds. */
const LARGEST_WORKER_KB = 700;

export const benchmark: Benchmark = { about: 'size of each function as it is deployed', run };

async function run(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'pixel-prompt-bundles-'));
  try {
    const figures: Figure[] = [];
    for (const shipped of shippedFunctions()) {
      figures.push(bundleFigure(shipped, await bundleFunction(shipped, folder)));
    }
    return figures;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function bundleFigure(
  { name }: Pick<ShippedFunction, 'name'>,
  { bytes }: Pick<Bundle, 'bytes'>,
): Figure {
  return figure(name, 'KB', bytes / 1024, { max: name === 'worker' ? LARGEST_WORKER_KB : LARGEST_BUNDLE_KB });
}
