import { copyCheckout, npmStart, reload } from './lib/checkout.ts';
import { type Benchmark, type Figure, figure, measured } from './lib/figure.ts';
import { root } from './lib/functions.ts';

const ROUNDS = 3;

export const benchmark: Benchmark = {
  about: 'npm start to ready, right after the install and again, and from saving a source file to its effect',
  run,
};

async function run(): Promise<Figure[]> {
  const { folder, remove } = copyCheckout(root);
  try {
    const first = await npmStart(folder);
    await first.stop();
    const again: number[] = [];
    const reloads: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const started = await npmStart(folder);
      again.push(started.readyMs);
      reloads.push(await reload(folder, started.url));
      await started.stop();
    }
    return [
      figure('npm start to ready, nothing built yet', 'ms', first.readyMs, { max: 5000 }),
      measured('npm start to ready, again', 'ms', again, { max: 5000 }),
      measured('source saved to new answer', 'ms', reloads, { max: 1000 }),
    ];
  } finally {
    remove();
  }
}
