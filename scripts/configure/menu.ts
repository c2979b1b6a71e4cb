import { confirm, select } from '@inquirer/prompts';
import { checkConfiguration } from '../../src/config/check.ts';
import { isKeyGiven } from '../../src/config/given-keys.ts';
import { askForKnownModels } from '../known-models.ts';
import { answerLine, askAboutKey, keyCheckOf } from './key-check.ts';
import { askLimits } from './limits.ts';
import { describeModel, priceText } from './model-choices.ts';
import type { ParameterValues } from './parameters-file.ts';
import { proposeByKeys } from './proposal.ts';
import { askCount, askEnhancer, askKey, askModel, type KeyProposal, MOST_MODELS } from './questions.ts';

/** The number of a slot, or an action. */
type Task = number | 'count' | 'enhancer' | 'limits' | 'save' | 'discard';

/**
 * Asks everything once for a new file, and one thing at a time for an existing one or if something is wrong.
 * @param common the parameters of all environments, which a file for one environment overrides
 * @returns `undefined` when nothing is to be saved
 */
export async function chooseTask(
  existing: ParameterValues | undefined,
  common: ParameterValues,
): Promise<ParameterValues | undefined> {
  const values: ParameterValues = { ...existing };
  if (existing === undefined) {
    await askEverything(values);
    if (await showSummary(values)) return values;
  }
  for (;;) {
    if ((await changeThings(values, common)) === 'discard') return undefined;
    if (
      (await showSummary(values)) ||
      (await confirm({ message: 'Save it all the same?', default: false }))
    ) {
      return values;
    }
  }
}

async function askEverything(values: ParameterValues): Promise<void> {
  const proposed = await proposeByKeys(process.env);
  if (proposed !== undefined) Object.assign(values, proposed);
  else await askModels(values);
  values.PromptModelIndex = await askEnhancer(values);
  Object.assign(values, await askLimits(values, {}));
}

async function askModels(values: ParameterValues): Promise<void> {
  values.ModelCount = await askCount(undefined);
  for (let slot = 1; slot <= Number(values.ModelCount); slot += 1) await askSlot(slot, values);
}

async function changeThings(values: ParameterValues, common: ParameterValues): Promise<'save' | 'discard'> {
  for (;;) {
    const task = await select<Task>({
      message: 'What is to change?',
      choices: [
        ...slotLines(values).map(({ slot, line }) => ({ name: line, value: slot })),
        { name: 'Number of models', value: 'count' },
        { name: 'Who rewrites prompts', value: 'enhancer' },
        { name: 'Limits and budgets', value: 'limits' },
        { name: 'Save', value: 'save' },
        { name: 'Leave without saving', value: 'discard' },
      ],
      pageSize: 26,
    });
    if (task === 'save' || task === 'discard') return task;
    if (task === 'limits') Object.assign(values, await askLimits(values, common));
    else if (task === 'enhancer') values.PromptModelIndex = await askEnhancer(values);
    else if (task === 'count') await changeCount(values);
    else await askSlot(task, values);
  }
}

async function changeCount(values: ParameterValues): Promise<void> {
  const before = Number(values.ModelCount ?? 0);
  values.ModelCount = await askCount(before);
  for (let slot = before + 1; slot <= Number(values.ModelCount); slot += 1) {
    if (!values[`Model${slot}Name`]) await askSlot(slot, values);
  }
}

async function askSlot(slot: number, values: ParameterValues): Promise<void> {
  const current = values[`Model${slot}Name`];
  const model = await askModel(slot, current === undefined ? undefined : String(current));
  if (model.notice) console.log(`  ${model.notice}`);
  const proposal = proposedKey(slot, model.about, values);
  values[`Model${slot}Name`] = model.name;
  const key = model.needsKey === 'none' ? 'N/A' : await askKey(slot, model.name, proposal);
  values[`Model${slot}Key`] = key;
  // One that was kept has been asked about before.
  if (isKeyGiven(key) && key !== proposal?.key) await tellWhetherItWorks(model.vendorNames, key);
}

async function tellWhetherItWorks(vendorNames: readonly string[], key: string): Promise<void> {
  const check = keyCheckOf(vendorNames);
  if (check !== undefined) console.log(`  ${answerLine(check.label, await askAboutKey(check, key))}`);
}

/** A key is offered again only for the vendor that issued it: this slot's key, or else another slot's. */
function proposedKey(slot: number, about: string, values: ParameterValues): KeyProposal | undefined {
  const others = Array.from({ length: MOST_MODELS }, (_, index) => index + 1);
  for (const other of [slot, ...others]) {
    const key = values[`Model${other}Key`];
    const name = values[`Model${other}Name`];
    const described = typeof name === 'string' ? describeModel(name, Date.now()) : undefined;
    if (described === undefined || vendorIn(described.about) !== vendorIn(about) || !isKeyGiven(key))
      continue;
    return { key, from: other === slot ? 'the one there is' : `that of model ${other}` };
  }
  return undefined;
}

const vendorIn = (about: string) => about.split(',')[0];

function slotLines(values: ParameterValues): { slot: number; line: string }[] {
  return Array.from({ length: Number(values.ModelCount ?? 0) }, (_, index) => {
    const slot = index + 1;
    const name = String(values[`Model${slot}Name`] ?? 'not chosen yet');
    const model = describeModel(name, Date.now());
    const about = model?.about ?? 'not in the catalog';
    const missing = model?.needsKey === 'none' ? 'needs no key' : 'no key';
    const key = isKeyGiven(values[`Model${slot}Key`]) ? 'key given' : missing;
    return { slot, line: `${String(slot).padStart(2)}. ${name}  ·  ${about}, ${key}` };
  });
}

/** Shows what each model and a run of all costs, before anything is written. @returns whether the parameters are valid */
async function showSummary(values: ParameterValues): Promise<boolean> {
  const known = await askForKnownModels(checkConfiguration(values, Date.now()).slots);
  const { slots, faults, notices } = checkConfiguration(values, Date.now(), known);
  const most = slots.reduce((sum, { priceUsd }) => sum + (priceUsd?.high ?? 0), 0);
  const unknown = slots.filter(({ priceUsd }) => priceUsd === null).length;
  console.log('');
  for (const { number, name, priceUsd } of slots)
    console.log(`  ${String(number).padStart(2)}. ${name}: ${priceText(priceUsd)}`);
  console.log(`${slots.length} models; a run of all of them costs up to $${most.toFixed(2)}.`);
  if (unknown > 0) console.log(`  Not counted: ${unknown} whose price is not known.`);
  for (const notice of notices) console.log(`  Note: ${notice}`);
  for (const fault of faults) console.log(`  To be put right: ${fault}`);
  return faults.length === 0;
}
