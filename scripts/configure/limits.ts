import { join, resolve } from 'node:path';
import { input, number } from '@inquirer/prompts';
import { addressListFaults } from '../../src/lib/address.ts';
import { ENVIRONMENTS } from '../deploy/arguments.ts';
import { readProposals } from '../deploy/samconfig.ts';
import type { ParameterValues } from './parameters-file.ts';

const SAMCONFIG = join(resolve(import.meta.dirname, '../..'), 'samconfig.toml');
/** The template's own bound of both limits. */
const MOST_RUNS = 1_000_000;
const MOST_USD = 1_000_000;

/** Limits may be left to each environment; budgets are proposed, since only they bound what strangers can spend. */
export async function askLimits(values: ParameterValues, common: ParameterValues): Promise<ParameterValues> {
  console.log(`  ${ownLimits()}`);
  return {
    GlobalRateLimit: await askLimit(
      'Runs per hour for everybody together',
      values.GlobalRateLimit,
      common.GlobalRateLimit,
    ),
    IPRateLimit: await askLimit('Runs per day for one address', values.IPRateLimit, common.IPRateLimit),
    IPWhitelist: await input({
      message: 'Addresses without a limit, comma-separated (empty for none)',
      default: String(values.IPWhitelist ?? ''),
      validate: (text) =>
        addressListFaults(text.split(',').filter((entry) => entry.trim() !== '')).length === 0 ||
        'Addresses such as 192.0.2.1 or 192.0.2.0/24',
    }),
    DailyBudgetUsd: await askBudget('Budget per day in US dollars (0 for none)', values.DailyBudgetUsd, 10),
    MonthlyBudgetUsd: await askBudget(
      'Budget per month in US dollars (0 for none)',
      values.MonthlyBudgetUsd,
      100,
    ),
  };
}

/** The project's defaults for an environment. */
function ownLimits(): string {
  const parts = ENVIRONMENTS.map((environment, index) => {
    const { GlobalRateLimit, IPRateLimit } = readProposals(environment, SAMCONFIG);
    const units = index === 0 ? [' an hour', ' a day for one address'] : ['', ''];
    return `${environment} ${String(GlobalRateLimit)}${units[0]}, ${String(IPRateLimit)}${units[1]}`;
  });
  return `What each environment has by itself: ${parts.join('; ')}.`;
}

/** @returns `undefined` if the answer is empty */
async function askLimit(message: string, current: unknown, common: unknown): Promise<number | undefined> {
  const answer = await input({
    message: `${message} (${limitHint(current, common)})`,
    validate: (text) => isLimit(text.trim()) || `A whole number from 1 to ${MOST_RUNS}`,
  });
  const text = answer.trim();
  if (text !== '' && text !== '-') return Number(text);
  const kept = text === '-' ? common : current;
  return kept === undefined ? undefined : Number(kept);
}

/** An environment's file that says nothing about a limit leaves it to parameters.json. */
function limitHint(current: unknown, common: unknown): string {
  if (current === undefined) return "empty for the environment's own";
  if (common === undefined) return `empty keeps ${String(current)}, - takes it out`;
  const back = current === common ? '' : `, - for the common ${String(common)}`;
  return `empty keeps ${String(current)}${back}`;
}

function isLimit(text: string): boolean {
  return text === '' || text === '-' || (/^[1-9]\d*$/.test(text) && Number(text) <= MOST_RUNS);
}

function askBudget(message: string, current: unknown, proposed: number): Promise<number> {
  return number({
    message,
    default: Number(current ?? proposed),
    min: 0,
    max: MOST_USD,
    step: 'any',
    required: true,
  });
}
