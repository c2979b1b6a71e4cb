import { existsSync } from 'node:fs';
import { readParametersFile } from '../local/template/parameters.ts';
import { normaliseName } from '../src/catalog/lookup.ts';
import models from '../src/catalog/models.json' with { type: 'json' };
import type { SourcedModelRow } from '../src/catalog/schema.ts';
import { checkConfiguration } from '../src/config/check.ts';
import { isKeyGiven } from '../src/config/given-keys.ts';
import { vendorNamesOf } from '../src/config/key-sources.ts';
import type { Slot } from '../src/config/slot.ts';
import { parseVendorKeys } from '../src/config/vendor-keys.ts';
import { asRecord } from '../src/lib/record.ts';
import { compareModels, reportOf } from './models-check/compare.ts';
import { MODEL_LISTS, type ModelList } from './models-check/lists.ts';
import { capabilitiesOf } from './models-check/openrouter.ts';

/**
 * `npm run models:check`: what vendors list against what the catalog says, with the keys of parameters.json or of VENDOR_KEYS, and what
 * OpenRouter says of models that were named without a row. Asks each vendor once, for what costs nothing. Exit 3: something
 * has changed; 2: a list could not be read.
 */
const TIMEOUT_MS = 20_000;
const file = process.env.PARAMETERS_FILE ?? 'parameters.json';
const values = existsSync(file) ? readParametersFile(file).values : {};
const { slots } = checkConfiguration(values, Date.now());
const vendorKeys = parseVendorKeys(String(values.VendorKeys ?? process.env.VENDOR_KEYS ?? '')).keys;
const rows = models.models as SourcedModelRow[];

let changes = 0;
let unread = 0;
for (const list of MODEL_LISTS) {
  const key = keyFor(list);
  if (list.headers !== undefined && key === undefined) {
    console.log(`${list.label}: no key in ${file}, not asked.`);
    continue;
  }
  const reply = await ask(list.url, key === undefined ? {} : (list.headers?.(key) ?? {}));
  const ids = list.read(reply);
  if (ids === undefined || ids.length === 0) {
    console.log(`${list.label}: no list came.`);
    unread += 1;
    continue;
  }
  const lines = reportOf(list, compareModels(list, ids, rows));
  changes += lines.length;
  console.log(`${list.label}: ${ids.length} models listed${lines.length === 0 ? ', nothing new.' : ':'}`);
  for (const line of lines) console.log(`  ${line}`);
  if (list.vendor === 'openrouter') await tellUnlisted(list, reply);
}
process.exitCode = changes > 0 ? 3 : unread > 0 ? 2 : 0;

/** What to write into ModelOverrides for models of OpenRouter that the catalog does not have. */
async function tellUnlisted(list: ModelList, reply: unknown): Promise<void> {
  const data = asRecord(reply)?.data;
  const items = (Array.isArray(data) ? data : []).map((item: unknown) => asRecord(item) ?? {});
  for (const slot of slots.filter(isUnlisted)) {
    const item = items.find(({ id }) => id === slot.model);
    if (item === undefined) {
      console.log(`  Model ${slot.number}: OpenRouter does not list ${slot.model}.`);
      continue;
    }
    const endpoints = await ask(`${list.url}/${slot.model}/endpoints`, {});
    const known = JSON.stringify({ [slot.number]: capabilitiesOf(item, endpoints) });
    console.log(`  Model ${slot.number}, ${slot.model}, for ModelOverrides: ${known}`);
  }
}

function isUnlisted({ provider, model }: Slot): boolean {
  return provider === 'openrouter' && !rows.some((row) => row.provider === provider && row.model === model);
}

/** Of a slot that asks the vendor itself, or of the vendor. */
function keyFor({ vendor, label }: ModelList): string | undefined {
  const names = [vendor, label].map(normaliseName);
  const own = slots
    .filter((slot) => vendorNamesOf(slot).some((name) => names.includes(name)))
    .map(({ number }) => values[`Model${number}Key`])
    .find(isKeyGiven);
  return typeof own === 'string' ? own : names.map((name) => vendorKeys.get(name)).find(isKeyGiven);
}

/** `undefined` if there is no reply. The message names the address, never the key. */
async function ask(url: string, headers: Record<string, string>): Promise<unknown> {
  try {
    const reply = await fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (reply.ok) return await reply.json();
    console.log(`${url} answered with HTTP ${reply.status}.`);
  } catch {
    console.log(`${url} could not be read.`);
  }
  return undefined;
}
