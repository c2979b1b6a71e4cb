import { checkConfiguration } from '../../src/config/check.ts';
import type { Slot } from '../../src/config/slot.ts';
import { isPrivateHost } from '../../src/lib/safe-url.ts';
import { hostOf } from '../../src/lib/same-host.ts';
import { askForKnownModels } from '../known-models.ts';
import { DeployError } from './deploy-error.ts';
import { list, type Parameters } from './parameters.ts';
import { report } from './report.ts';

const DAY_MS = 24 * 3600 * 1000;
/** A model that ends sooner than this is worth a warning. */
const SOON_DAYS = 60;

/** Models, keys and limits, before anything is built. @throws DeployError that lists every fault */
export async function checkModels(
  { sources, replaced, complete, fromFile }: Parameters,
  now: number,
): Promise<void> {
  for (const name of ['ModelCount', 'GlobalRateLimit', 'IPRateLimit', 'DailyBudgetUsd', 'MonthlyBudgetUsd']) {
    if (sources[name] === undefined) continue;
    const instead = replaced[name] === undefined ? '' : `, instead of ${replaced[name]}`;
    report.line(`${name} = ${String(complete[name])}   (${sources[name]}${instead})`);
  }
  const known = await askForKnownModels(checkConfiguration(complete, now).slots);
  const { slots, faults: found, notices } = checkConfiguration(complete, now, known);
  const faults = [...found, ...privateServers(slots)];
  if (faults.length > 0) {
    throw new DeployError(
      'configuration',
      `The models cannot be deployed like this:\n${list(faults)}`,
      fromFile
        ? 'Change parameters.json, or run: npm run configure'
        : 'There is no parameters.json yet. Write one with: npm run configure',
    );
  }
  for (const slot of slots)
    report.line(`${slot.number}. ${slot.name} (${slot.providerLabel}), ${price(slot)}`);
  for (const notice of [...notices, ...soonRetired(slots, now)]) {
    report.warning(notice);
  }
  for (const notice of [...bedrockNotices(slots), ...budgetNotices(slots, complete)]) report.warning(notice);
}

/** The functions refuse them too, so that no run begins in vain. */
function privateServers(slots: readonly Slot[]): string[] {
  return slots.flatMap(({ number, settings: { baseUrl } }) =>
    baseUrl === undefined || !isPrivateHost(hostOf(new URL(baseUrl)))
      ? []
      : [
          `Model ${number}: its baseUrl in ModelOverrides is at a private address, which only npm start asks. For a server inside your VPC: docs/vpc.md.`,
        ],
  );
}

function price({ priceUsd }: Slot): string {
  if (priceUsd === null) return 'price unknown';
  const { low, high } = priceUsd;
  return low === high ? `$${low} per picture` : `$${low} to $${high} per picture`;
}

function soonRetired(slots: readonly Slot[], now: number): string[] {
  return slots.flatMap(({ number, name, lastDay, successor, status }) => {
    if (lastDay === null || status === 'retired') return [];
    const days = Math.ceil((Date.parse(lastDay) - now) / DAY_MS);
    if (days < 0 || days > SOON_DAYS) return [];
    const then = successor === null ? '' : ` Its successor is ${successor}.`;
    return [`Model ${number}: ${name} is switched off by its vendor in ${days} days, on ${lastDay}.${then}`];
  });
}

function bedrockNotices(slots: readonly Slot[]): string[] {
  const regions = new Set(
    slots.flatMap(({ provider, settings }) => (provider.startsWith('bedrock') ? [settings.region] : [])),
  );
  return [...regions].map(
    (region) =>
      `Bedrock models run in ${region}: this account needs access to them there (docs/deployment.md).`,
  );
}

/** The API is open: without a budget, only the limits bound what strangers can spend. */
function budgetNotices(slots: readonly Slot[], values: Parameters['values']): string[] {
  if (Number(values.DailyBudgetUsd) > 0 || Number(values.MonthlyBudgetUsd) > 0) return [];
  const perHour =
    Number(values.GlobalRateLimit) * slots.reduce((sum, { priceUsd }) => sum + (priceUsd?.high ?? 0), 0);
  if (perHour === 0) return [];
  return [
    `No budget is set: ${String(values.GlobalRateLimit)} runs an hour may cost $${perHour.toFixed(0)} an hour. Set DailyBudgetUsd and MonthlyBudgetUsd: npm run configure`,
  ];
}
