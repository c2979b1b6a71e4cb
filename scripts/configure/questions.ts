import { number, password, search } from '@inquirer/prompts';
import { findModel } from '../../src/catalog/lookup.ts';
import { checkConfiguration } from '../../src/config/check.ts';
import { findEnhancer } from '../../src/config/enhancer.ts';
import { isKeyGiven } from '../../src/config/given-keys.ts';
import { type ModelChoice, matchChoices, modelChoices } from './model-choices.ts';
import type { ParameterValues } from './parameters-file.ts';

export const MOST_MODELS = 20;

/** A model by name, found by any of its letters, with vendor, price and notice beside it. */
export async function askModel(slot: number, current: string | undefined): Promise<ModelChoice> {
  const choices = modelChoices(Date.now());
  const name = current === undefined ? undefined : findModel(current)?.name;
  const chosen = choices.find((choice) => choice.name === name);
  return await search({
    message: `Model ${slot}${current ? ` (now ${current})` : ''}, type to search`,
    source: (typed) =>
      matchChoices(typed ?? '', choices).map((choice) => ({
        name: `${choice.name}  ·  ${choice.about}`,
        short: choice.name,
        value: choice,
        ...(choice.notice ? { description: choice.notice } : {}),
      })),
    // Enter alone leaves it as it is.
    ...(chosen === undefined ? {} : { default: chosen }),
    pageSize: 12,
  });
}

export interface KeyProposal {
  key: unknown;
  /** Whose key that is: 'the one there is', 'that of model 1'. */
  from: string;
}

/** A key, hidden while it is typed. An empty answer takes the proposed one. */
export async function askKey(slot: number, name: string, proposal: KeyProposal | undefined): Promise<string> {
  const kept = proposal !== undefined && isKeyGiven(proposal.key) ? String(proposal.key) : undefined;
  const hint = kept === undefined ? 'empty for none yet' : `empty for ${proposal?.from}`;
  const answer = await password({ message: `Key of model ${slot}, ${name} (${hint})`, mask: '•' });
  return answer.trim() || kept || 'N/A';
}

export async function askCount(current: unknown): Promise<number> {
  return await number({
    message: 'How many models (1 to 20)',
    default: Number(current ?? 4),
    min: 1,
    max: MOST_MODELS,
    required: true,
  });
}

/** The model whose vendor rewrites prompts. */
export async function askEnhancer(values: ParameterValues): Promise<number> {
  return await number({
    message: 'Button “Enhance”: number of the model whose vendor rewrites prompts (0 for none)',
    default: Number(values.PromptModelIndex ?? firstEnhancer(values)),
    min: 0,
    max: Number(values.ModelCount ?? MOST_MODELS),
    required: true,
  });
}

/** Not every vendor can. */
function firstEnhancer(values: ParameterValues): number {
  const { slots } = checkConfiguration(values, Date.now());
  return slots.find(({ number: slot }) => findEnhancer(slots, slot).ok)?.number ?? 0;
}
