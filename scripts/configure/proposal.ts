import { confirm } from '@inquirer/prompts';
import { normaliseName } from '../../src/catalog/lookup.ts';
import models from '../../src/catalog/models.json' with { type: 'json' };
import type { SourcedModelRow } from '../../src/catalog/schema.ts';
import { checkConfiguration } from '../../src/config/check.ts';
import { answerLine, askAboutKey, KEY_CHECKS, type KeyCheck, OTHER_VARIABLES } from './key-check.ts';
import { describeModel } from './model-choices.ts';
import type { ParameterValues } from './parameters-file.ts';

/** A vendor of which a key lies in the environment, and the model that is proposed for it. */
export interface FoundKey {
  vendor: Pick<KeyCheck, 'vendor' | 'label'>;
  variable: string;
  key: string;
  model: SourcedModelRow;
}

/** Keys that vendors' own tools read from the environment, each with the vendor's newest model that has a price. */
export function keysInEnvironment(environment: Readonly<Record<string, string | undefined>>): FoundKey[] {
  return [...KEY_CHECKS, ...OTHER_VARIABLES].flatMap((vendor) => {
    const variable = vendor.variables.find((name) => (environment[name] ?? '').trim() !== '');
    const model = proposedModel(vendor);
    if (variable === undefined || model === undefined) return [];
    return [{ vendor, variable, key: (environment[variable] ?? '').trim(), model }];
  });
}

function proposedModel({ vendor, label }: Pick<KeyCheck, 'vendor' | 'label'>): SourcedModelRow | undefined {
  const isTheirs = (row: SourcedModelRow) =>
    row.provider === vendor || normaliseName(row.label ?? '') === normaliseName(label);
  return (models.models as SourcedModelRow[])
    .filter(
      (row) => isTheirs(row) && row.status === 'active' && row.lastDay === null && row.priceUsd !== null,
    )
    .toSorted((a, b) => (b.released ?? '').localeCompare(a.released ?? ''))[0];
}

/**
 * Offers one model of each vendor of which the owner has a key here, with what each vendor says of its key and the price of a run.
 * @returns `undefined` if there are none, or the owner would rather choose
 */
export async function proposeByKeys(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<ParameterValues | undefined> {
  const found = keysInEnvironment(environment);
  if (found.length === 0) return undefined;
  console.log('Keys that were found in the environment of this terminal:');
  const answers = await Promise.all(
    found.map(async ({ vendor, variable, key }) => {
      const check = KEY_CHECKS.find((known) => known.vendor === vendor.vendor);
      const line =
        check === undefined
          ? `${vendor.label} has no free request that tells whether it works.`
          : answerLine(vendor.label, await askAboutKey(check, key));
      return `  ${variable}: ${line}`;
    }),
  );
  for (const line of answers) console.log(line);
  const values: ParameterValues = { ModelCount: found.length };
  for (const [index, { key, model }] of found.entries()) {
    values[`Model${index + 1}Name`] = model.name;
    values[`Model${index + 1}Key`] = key;
    console.log(`  ${index + 1}. ${model.name}  ·  ${describeModel(model.name, Date.now())?.about ?? ''}`);
  }
  values.PromptModelIndex = 0;
  const { slots } = checkConfiguration(values, Date.now());
  const high = slots.reduce((sum, { priceUsd }) => sum + (priceUsd?.high ?? 0), 0);
  const what = found.length === 1 ? 'this model' : `these ${found.length} models`;
  const message = `Start with ${what}? A run of all of them costs up to $${high.toFixed(2)}`;
  if (!(await confirm({ message, default: true }))) return undefined;
  delete values.PromptModelIndex;
  return values;
}
