import { findModel, suggestNames, unlistedModel, vendorOf } from '../catalog/lookup.ts';
import type { ModelOverride } from '../contract/index.ts';
import { drawnShapes } from '../contract/shape.ts';
import { failure, type Result, success } from '../lib/result.ts';
import { unicodePattern } from '../lib/unicode-pattern.ts';
import { type Choice, chooseModel } from './choose-model.ts';
import { parseOverrides } from './overrides.ts';
import type { Slot } from './slot.ts';

export const MAX_SLOTS = 20;

export interface SlotInput {
  /** MODEL_COUNT. */
  count: number;
  /** MODEL_NAMES in slot order; entries beyond `count` do not matter. */
  names: readonly string[];
  /** MODEL_OVERRIDES: JSON text, "" for none, or the object itself. */
  overrides: unknown;
  /** Milliseconds since the epoch: decides which models are switched off by now. */
  now: number;
}

/**
 * The owner's models against the catalog. Every fault is listed; the slots that are fine are there all the same.
 */
export function resolveSlots(input: SlotInput): { slots: Slot[]; faults: string[] } {
  const { overrides, faults } = parseOverrides(input.overrides);
  if (!Number.isInteger(input.count) || input.count < 1 || input.count > MAX_SLOTS) {
    return { slots: [], faults: [`ModelCount must be a whole number from 1 to ${MAX_SLOTS}.`, ...faults] };
  }
  const slots: Slot[] = [];
  for (let number = 1; number <= input.count; number += 1) {
    const name = input.names[number - 1]?.trim() ?? '';
    const resolved = resolveSlot(number, name, overrides.get(number) ?? {}, input.now);
    if (resolved.ok) slots.push(resolved.value);
    else faults.push(resolved.reason);
  }
  for (const number of overrides.keys()) {
    if (number > input.count)
      faults.push(`ModelOverrides "${number}": ModelCount is ${input.count}, so there is no such model.`);
  }
  return { slots, faults };
}

function resolveSlot(number: number, name: string, override: ModelOverride, now: number): Result<Slot> {
  if (name === '') return failure(`Model${number}Name is empty, but ModelCount includes it.`);
  const row = findModel(name);
  const isOwners = override.provider !== undefined && override.model !== undefined;
  const unlisted = row === undefined && !isOwners ? unlistedModel(name) : undefined;
  if (unlisted !== undefined) return resolveSlot(number, name, { ...unlisted, ...override }, now);
  if (row === undefined && !isOwners) {
    return failure(unknownName(number, name));
  }
  const choice = chooseModel(row, override, now);
  if (!choice.ok) return failure(`Model ${number} (${name}): ${choice.reason}`);
  if (vendorOf(choice.value.provider)?.ownServer && override.baseUrl === undefined) {
    return failure(`Model ${number} (${name}): say where your server is, as "baseUrl" in ModelOverrides.`);
  }
  return success(toSlot(number, name, choice.value, override));
}

function unknownName(number: number, name: string): string {
  const near = suggestNames(name);
  const offer =
    near.length > 0
      ? `Did you mean ${near.map((candidate) => `“${candidate}”`).join(' or ')}?`
      : 'The models that are known are listed in docs/models.md.';
  return `Model${number}Name “${name}” is not a known model. ${offer} A model of your own needs "provider" and "model" in ModelOverrides.`;
}

function toSlot(number: number, name: string, choice: Choice, override: ModelOverride): Slot {
  const { facts } = choice;
  const sizes = override.sizes ?? facts.sizes;
  const drawn = override.sizes && { aspectRatios: drawnShapes(override.sizes) };
  const supports = { ...facts.supports, ...drawn, ...override.supports };
  const priceUsd = override.priceUsd ?? choice.priceUsd;
  const textModel = override.textModel ?? facts.textModel;
  const ownServer = override.baseUrl !== undefined;
  return {
    number,
    id: `${number}-${slugOf(name)}`,
    name,
    provider: choice.provider,
    providerLabel: facts.label,
    model: choice.model,
    status: choice.status,
    notice: choice.notice,
    lastDay: choice.lastDay,
    successor: choice.successor,
    supports,
    priceUsd,
    needsKey: ownServer && facts.needsKey === 'required' ? 'optional' : facts.needsKey,
    timeoutSeconds: override.timeoutSeconds ?? facts.timeoutSeconds,
    ...(textModel === undefined ? {} : { textModel }),
    settings: {
      model: choice.model,
      baseUrl: override.baseUrl,
      region: override.region ?? facts.region,
      sizes,
      fixed: override.fixed === undefined ? facts.fixed : withoutNulls({ ...facts.fixed, ...override.fixed }),
      supports,
      // The upper end: a budget that is counted too high stops early, one counted too low does not stop.
      priceUsd: priceUsd?.high,
    },
  };
}

function withoutNulls<T>(fields: Record<string, T | null>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}

/** The name as part of an S3 key and an address: `Stable Diffusion 3.5 Large` becomes `stable-diffusion-3.5-large`. */
function slugOf(name: string): string {
  const slug = plain(name)
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/\.{2,}/g, '.')
    .replace(/^[-.]+/, '')
    .slice(0, 80)
    .replace(/[-.]+$/, '');
  return slug === '' ? 'model' : slug;
}

/** Accents and other marks on letters. */
const MARKS = unicodePattern(String.raw`\p{M}`);

/** Small letters without accents. */
function plain(name: string): string {
  const isAscii = !/[^ -~]/.test(name);
  if (isAscii) return name.toLowerCase();
  return name.normalize('NFKD').toLowerCase().replace(MARKS(), '');
}
