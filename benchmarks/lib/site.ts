import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStack } from '../../local/stack.ts';
import { root } from './functions.ts';

const STYLES = ['Demo Aurora', 'Demo Bauhaus', 'Demo Contour', 'Demo Nightfall'];

/** The local stack with the page and this many demo models. */
export async function startSite(models: number): Promise<{ url: string; stop: () => Promise<void> }> {
  const stateDir = mkdtempSync(join(tmpdir(), 'pixel-prompt-bench-'));
  const names = Array.from({ length: models }, (_, index) => [
    `Model${index + 1}Name`,
    STYLES[index % STYLES.length] ?? '',
  ]);
  const stack = await startStack({
    port: 0,
    awsPort: 0,
    stateDir,
    templateFile: join(root, 'template.yaml'),
    parameters: { ...Object.fromEntries(names), ModelCount: models, PromptModelIndex: 0 },
    site: true,
  });
  return {
    url: stack.url,
    async stop() {
      await stack.stop();
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}
