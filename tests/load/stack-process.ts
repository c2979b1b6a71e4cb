import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStack } from '../../local/stack.ts';
import { startVendors } from '../../scripts/vendors/server.ts';
import { MODELS, PRICE_USD } from './stack.ts';

const [, , runsPerAddress, patienceMs] = process.argv;
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
    priceUsd: PRICE_USD,
  },
]);
const stack = await startStack({
  port: 0,
  awsPort: 0,
  stateDir,
  templateFile: 'template.yaml',
  parameters: {
    ModelCount: MODELS,
    Model1Name: 'Local',
    Model2Name: 'Together',
    Model1Key: 'sk-load-0123456789',
    Model2Key: 'sk-load-0123456789',
    PromptModelIndex: 1,
    ModelOverrides: JSON.stringify(Object.fromEntries(overrides)),
    GlobalRateLimit: 1_000_000,
    IPRateLimit: Number(runsPerAddress),
    DailyBudgetUsd: 100_000,
  },
  patienceMs: patienceMs === undefined ? undefined : Number(patienceMs),
});
const { url, awsUrl, credentials, resources } = stack;
process.send?.({ url, awsUrl, owner: credentials.owner, table: resources.tables[0] });

process.once('disconnect', async () => {
  await stack.stop();
  await vendors.close();
  rmSync(stateDir, { recursive: true, force: true });
  process.exit(0);
});
