import type { ModelEntry } from '../../../../src/contract/index.ts';
import { usualTime } from '../../lib/expected-times.ts';
import type { FirstMessages } from '../../lib/i18n/first-en.ts';
import { createStore } from '../../lib/store.ts';
import { byVendor } from './choice.ts';

export const MODEL_ORDERS = ['vendor', 'price', 'time'] as const;
export type ModelOrder = (typeof MODEL_ORDERS)[number];

/** How the list of models is sorted; kept on this device. */
export const modelOrderStore = createStore<ModelOrder>(
  'model-order',
  (stored) => MODEL_ORDERS.find((each) => each === stored) ?? 'vendor',
);

export type ModelGroup = { vendor: string | undefined; models: ModelEntry[] };

/** The models whose name or vendor contains the text, in groups for the order. Unknown prices and times come last. */
export function listModels(models: readonly ModelEntry[], order: ModelOrder, text: string): ModelGroup[] {
  const wanted = text.trim().toLowerCase();
  const found = models.filter((model) => `${model.name} ${model.provider}`.toLowerCase().includes(wanted));
  if (order === 'vendor') return byVendor(found);
  const rank = (model: ModelEntry) =>
    (order === 'price' ? model.priceUsd?.high : usualTime(model.id)) ?? Number.MAX_VALUE;
  return [{ vendor: undefined, models: found.toSorted((a, b) => rank(a) - rank(b)) }];
}

/** What the owner and others should know about a model, in the language of the page. */
export function modelNotice(t: FirstMessages, locale: string, model: ModelEntry): string {
  const { status, lastDay, successor, notice } = model;
  const day = lastDay === null ? '' : new Date(`${lastDay}T12:00:00Z`).toLocaleDateString(locale);
  const parts = [
    status === 'retired' ? t.ask.retired(day) : '',
    status === 'legacy' ? t.ask.legacy : '',
    status !== 'retired' && day !== '' ? t.ask.lastDay(day) : '',
    successor === null ? '' : t.ask.successor(successor),
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(' · ') : (notice ?? '');
}
