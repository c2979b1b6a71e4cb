import { confirm, select } from '@inquirer/prompts';
import { checkConfiguration, isKeyGiven } from '../../src/config/check.ts';
import { describeModel } from './model-choices.ts';
import type { ParameterValues } from './parameters-file.ts';
import { askCount, askEnhancer, askKey, askLimits, askModel } from './questions.ts';

/** A slot number, or what its name says. */
type Task = number | 'count' | 'enhancer' | 'limits' | 'save' | 'discard';

/** Everything once for a new file, one thing at a time for an old one. @returns `undefined` when nothing is to be saved */
export async function chooseTask(
  existing: ParameterValues | undefined,
): Promise<ParameterValues | undefined> {
  const values: ParameterValues = { ...existing };
  if (existing === undefined) await askEverything(values);
  else if ((await changeThings(values)) === 'discard') return undefined;
  return (await isWanted(values)) ? values : undefined;
}

async function askEverything(values: ParameterValues): Promise<void> {
  values.ModelCount = await askCount(undefined);
  for (let slot = 1; slot <= Number(values.ModelCount); slot += 1) await askSlot(slot, values);
  values.PromptModelIndex = await askEnhancer(values);
  Object.assign(values, await askLimits(values));
}

async function changeThings(values: ParameterValues): Promise<'save' | 'discard'> {
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
    if (task === 'limits') Object.assign(values, await askLimits(values));
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
  values[`Model${slot}Name`] = model.name;
  const key = `Model${slot}Key`;
  values[key] =
    model.needsKey === 'none'
      ? 'N/A'
      : await askKey(slot, model.name, values[key] ?? sameVendorKey(slot, model.about, values));
}

/** The key of another slot of the same vendor serves as a proposal. */
function sameVendorKey(slot: number, about: string, values: ParameterValues): unknown {
  const vendor = about.split(',')[0];
  for (let other = 1; other < slot; other += 1) {
    const name = values[`Model${other}Name`];
    const described = typeof name === 'string' ? describeModel(name, Date.now()) : undefined;
    if (described?.about.split(',')[0] === vendor) return values[`Model${other}Key`];
  }
  return undefined;
}

function slotLines(values: ParameterValues): { slot: number; line: string }[] {
  return Array.from({ length: Number(values.ModelCount ?? 0) }, (_, index) => {
    const slot = index + 1;
    const name = String(values[`Model${slot}Name`] ?? 'not chosen yet');
    const about = describeModel(name, Date.now())?.about ?? 'not in the catalog';
    const key = isKeyGiven(values[`Model${slot}Key`]) ? 'key given' : 'no key';
    return { slot, line: `${String(slot).padStart(2)}. ${name}  ·  ${about}, ${key}` };
  });
}

/** Shows what does not fit together, and leaves the decision to the person. */
async function isWanted(values: ParameterValues): Promise<boolean> {
  const { slots, faults, notices } = checkConfiguration(values, Date.now());
  const most = slots.reduce((sum, { priceUsd }) => sum + (priceUsd?.high ?? 0), 0);
  console.log(`\n${slots.length} models; a run of all of them costs up to $${most.toFixed(2)}.`);
  for (const notice of notices) console.log(`  Note: ${notice}`);
  for (const fault of faults) console.log(`  To be put right: ${fault}`);
  if (faults.length === 0) return true;
  return await confirm({ message: 'Save it all the same?', default: false });
}
