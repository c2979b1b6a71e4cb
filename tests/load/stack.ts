import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStack } from '../../local/stack.ts';
import { startVendors } from '../../scripts/vendors/server.ts';

// The stack and its vendors in a process of their own, so that measuring does not slow down what is measured.
const stateDir = mkdtempSync(join(tmpdir(), 'pixel-prompt-load-'));
const vendors = await startVendors({ port: 0 });
const overrides = ['localai', 'together'].map((dialect, index) => [
  String(index + 1),
  {
    provider: 'openai-compatible',
    model: 'sdxl',
    baseUrl: `${vendors.url}/${dialect}/v1`,
    fixed: { dialect },
    textModel: 'any',
  },
]);
const stack = await startStack({
  port: 0,
  awsPort: 0,
  stateDir,
  templateFile: 'template.yaml',
  parameters: {
    ModelCount: 2,
    Model1Name: 'Local',
    Model2Name: 'Together',
    Model1Key: 'sk-load-0123456789',
    Model2Key: 'sk-load-0123456789',
    PromptModelIndex: 1,
    ModelOverrides: JSON.stringify(Object.fromEntries(overrides)),
    GlobalRateLimit: 1_000_000,
    IPRateLimit: 1_000_000,
    DailyBudgetUsd: 100_000,
  },
});
process.send?.({ url: stack.url });

process.once('disconnect', async () => {
  await stack.stop();
  await vendors.close();
  rmSync(stateDir, { recursive: true, force: true });
  process.exit(0);
});
