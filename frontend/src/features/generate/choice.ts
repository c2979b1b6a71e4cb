import { estimateCost } from '../../../../src/contract/estimate.ts';
import type { AspectRatio, CostRange, Limits, ModelEntry } from '../../../../src/contract/index.ts';
import type { Draft } from './draft.ts';

/** Settings beyond the shape that a model may or may not take. */
export const SETTINGS = ['seed', 'negativePrompt', 'steps', 'guidance', 'control'] as const;
export type SettingName = (typeof SETTINGS)[number];

/** A retired model without a successor stays in the list, but cannot draw. */
export function isChoosable(model: ModelEntry): boolean {
  return model.status !== 'retired' || model.successor !== null;
}

/** The chosen models in the API's order. Ids that no longer exist are ignored; if none is left, all are chosen. */
export function chosenModels(models: readonly ModelEntry[], chosen: Draft['models']): ModelEntry[] {
  const choosable = models.filter(isChoosable);
  if (chosen === null) return choosable;
  const found = choosable.filter((model) => chosen.includes(model.id));
  return found.length === 0 && chosen.length > 0 ? choosable : found;
}

/** The three with the lowest known price. */
export function cheapestThree(models: readonly ModelEntry[]): string[] {
  return models
    .filter(isChoosable)
    .map((model) => ({
      id: model.id,
      price: model.priceUsd ? model.priceUsd.high : Number.POSITIVE_INFINITY,
    }))
    .sort((a, b) => a.price - b.price)
    .slice(0, 3)
    .map(({ id }) => id);
}

/** The estimate of a run with so many pictures of each of these models. */
export function priceOf(models: readonly ModelEntry[], count = 1): CostRange {
  return estimateCost(models.flatMap((model) => Array.from({ length: count }, () => model.priceUsd)));
}

/** The tighter of the budgets: what is left of it, of how much, and when it is renewed. */
export type Budget = { leftUsd: number; totalUsd: number; period: 'day' | 'month' };

export function tightestBudget(limits: Limits): Budget | undefined {
  const { dailyBudgetUsd, dailyBudgetLeftUsd, monthlyBudgetUsd, monthlyBudgetLeftUsd } = limits;
  const budgets = [
    { leftUsd: dailyBudgetLeftUsd, totalUsd: dailyBudgetUsd, period: 'day' as const },
    { leftUsd: monthlyBudgetLeftUsd, totalUsd: monthlyBudgetUsd, period: 'month' as const },
  ].filter((each): each is Budget => each.leftUsd !== null && each.totalUsd !== null);
  return budgets.toSorted((a, b) => a.leftUsd - b.leftUsd)[0];
}

/** As many of the models as a budget covers, the cheapest first, in the API's order. */
export function thatFit(models: readonly ModelEntry[], count: number, leftUsd: number): ModelEntry[] {
  const high = (some: readonly ModelEntry[]) => priceOf(some, count).high;
  const fitting: ModelEntry[] = [];
  for (const model of models.toSorted((a, b) => high([a]) - high([b]))) {
    if (high([...fitting, model]) > leftUsd) break;
    fitting.push(model);
  }
  return models.filter((model) => fitting.includes(model));
}

export function supporting(models: readonly ModelEntry[], setting: SettingName): ModelEntry[] {
  return models.filter((model) => model.supports[setting]);
}

/** Whether a setting is shown and sent: some chosen model supports it, or with `sharedOnly` every one. */
export function isOffered(models: readonly ModelEntry[], setting: SettingName, sharedOnly: boolean): boolean {
  const count = supporting(models, setting).length;
  return sharedOnly ? count > 0 && count === models.length : count > 0;
}

/** How many of the models draw another shape if asked for this one. */
export function inexactCount(models: readonly ModelEntry[], shape: AspectRatio): number {
  return models.filter((model) => !model.supports.aspectRatios.includes(shape)).length;
}

/** Models under their vendor, both in the API's order. */
export function byVendor(models: readonly ModelEntry[]): Array<{ vendor: string; models: ModelEntry[] }> {
  const groups = new Map<string, ModelEntry[]>();
  for (const model of models) {
    groups.set(model.provider, [...(groups.get(model.provider) ?? []), model]);
  }
  return [...groups].map(([vendor, members]) => ({ vendor, models: members }));
}
