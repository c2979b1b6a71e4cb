import { input, number, password, search } from '@inquirer/prompts';
import { isKeyGiven } from '../../src/config/check.ts';
import { type ModelChoice, matchChoices, modelChoices } from './model-choices.ts';
import type { ParameterValues } from './parameters-file.ts';

export const MOST_MODELS = 20;

/** A model by name, found by any of its letters, with vendor, price and notice beside it. */
export async function askModel(slot: number, current: string | undefined): Promise<ModelChoice> {
  const choices = modelChoices(Date.now());
  return await search({
    message: `Model ${slot}${current ? ` (now ${current})` : ''}, type to search`,
    source: (typed) =>
      matchChoices(typed ?? '', choices).map((choice) => ({
        name: `${choice.name}  ·  ${choice.about}`,
        short: choice.name,
        value: choice,
        ...(choice.notice ? { description: choice.notice } : {}),
      })),
    pageSize: 12,
  });
}

/** A key, hidden while it is typed. An empty answer keeps the one that is there. */
export async function askKey(slot: number, name: string, current: unknown): Promise<string> {
  const kept = isKeyGiven(current) ? String(current) : undefined;
  const answer = await password({
    message: `Key of model ${slot}, ${name}${kept ? ' (empty keeps the one there is)' : ' (empty for none yet)'}`,
    mask: '•',
  });
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
    message: 'Number of the model whose vendor rewrites prompts (0 for none)',
    default: Number(values.PromptModelIndex ?? 1),
    min: 0,
    max: Number(values.ModelCount ?? MOST_MODELS),
    required: true,
  });
}

export async function askLimits(values: ParameterValues): Promise<ParameterValues> {
  const ask = (message: string, name: string, fallback: number, min: number, step: number | 'any') =>
    number({ message, default: Number(values[name] ?? fallback), min, step, required: true });
  return {
    GlobalRateLimit: await ask('Runs per hour for everybody together', 'GlobalRateLimit', 1000, 1, 1),
    IPRateLimit: await ask('Runs per day for one address', 'IPRateLimit', 50, 1, 1),
    IPWhitelist: await input({
      message: 'Addresses without a limit, comma-separated (empty for none)',
      default: String(values.IPWhitelist ?? ''),
      validate: (text) => /^[0-9A-Fa-f.:,/\s]*$/.test(text) || 'Addresses such as 192.0.2.1 or 192.0.2.0/24',
    }),
    DailyBudgetUsd: await ask('Budget per day in US dollars (0 for none)', 'DailyBudgetUsd', 0, 0, 'any'),
    MonthlyBudgetUsd: await ask(
      'Budget per month in US dollars (0 for none)',
      'MonthlyBudgetUsd',
      0,
      0,
      'any',
    ),
  };
}
