import { FAULTS, type FaultName } from '../../scripts/vendors/faults.ts';
import type { LoggedRequest } from '../../scripts/vendors/server.ts';
import { between, oneOf, type Random } from './random.ts';

/** Six models of six vendors: replies with bytes, a task that is polled, and a picture behind a URL. */
const MODELS = [
  { name: 'GPT Image 2.6 Flare', vendor: 'openai', path: 'openai/v1' },
  { name: 'Nano Banana 2.1', vendor: 'google-gemini', path: '' },
  { name: 'Stable Diffusion 3.5 Large', vendor: 'bedrock-stability', path: '' },
  { name: 'FLUX.2 Pro', vendor: 'black-forest-labs', path: '' },
  { name: 'Recraft v4.1', vendor: 'recraft', path: '' },
  { name: 'My LocalAI', vendor: 'localai', path: 'localai/v1' },
] as const;

export const SLOTS = MODELS.length;
/** Long enough for a busy machine: only a vendor that never replies may exceed it. */
const TIMEOUT_SECONDS = 25;
const UNPRICED = {
  provider: 'openai-compatible',
  model: 'sdxl',
  fixed: { dialect: 'localai' },
  priceUsd: 0.02,
};

export interface Limits {
  perAddress: number;
  perHour: number;
  budgetUsd: number;
}

export function stormParameters(vendorUrl: string, limits: Limits) {
  const overrides = MODELS.map(({ name, path }, index) => [
    String(index + 1),
    {
      ...(name === 'My LocalAI' ? UNPRICED : {}),
      baseUrl: path === '' ? vendorUrl : `${vendorUrl}/${path}`,
      timeoutSeconds: TIMEOUT_SECONDS,
    },
  ]);
  return {
    ModelCount: SLOTS,
    PromptModelIndex: 0,
    ...Object.fromEntries(MODELS.map(({ name }, index) => [`Model${index + 1}Name`, name])),
    ...Object.fromEntries(MODELS.map((_, index) => [`Model${index + 1}Key`, `sk-storm-${index}-0123456789`])),
    ModelOverrides: JSON.stringify(Object.fromEntries(overrides)),
    IPRateLimit: limits.perAddress,
    GlobalRateLimit: limits.perHour,
    DailyBudgetUsd: limits.budgetUsd,
    MonthlyBudgetUsd: limits.budgetUsd * 2,
  };
}

/** The slot, from 1, whose vendor a request reached. */
export function slotOf({ vendor }: Pick<LoggedRequest, 'vendor'>): number {
  return MODELS.findIndex((model) => model.vendor === vendor) + 1;
}

/** What a job's vendors will do: most draw, a quarter have one of the faults, rarely one that uses up the whole time. */
export function scriptedPrompt(random: Random, tag: string): string {
  const quick = Object.keys(FAULTS).filter((name) => name !== 'timeout');
  const faults = MODELS.flatMap(({ vendor }) => {
    const dice = random();
    if (dice < 0.002) return [`[[fault:timeout@${vendor}]]`];
    return dice < 0.25 ? [`[[fault:${oneOf(random, quick)}@${vendor}]]`] : [];
  });
  return [`a lighthouse in a storm, ${tag};`, ...faults].join(' ');
}

/** What one model is asked for in vain, so that its run is still drawing whenever it is looked at. */
export const endlessPrompt = (tag: string) =>
  `a lighthouse in a storm, ${tag}; [[fault:timeout@black-forest-labs]]`;

const TAG = /, (\S+);/;

/** The tag that `scriptedPrompt` wrote into a prompt. */
export const tagOf = (prompt: string) => TAG.exec(prompt)?.[1];

/** Faults after which the picture arrives nevertheless. */
const HARMLESS: readonly (FaultName | undefined)[] = [undefined, 'slow', 'rate-limited-then-fine'];

export const isDelivered = ({ fault, billable }: LoggedRequest) => billable && HARMLESS.includes(fault);

export const pause = (random: Random, low: number, high: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, between(random, low, high)));
