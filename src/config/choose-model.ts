import { findModel, findModelById, type ModelFacts, modelFacts, vendorOf } from '../catalog/lookup.ts';
import type { ModelRow } from '../catalog/schema.ts';
import type { ModelOverride } from '../contract/index.ts';
import { failure, type Result, success } from '../lib/result.ts';
import type { Slot } from './slot.ts';

/** How long before its last day a model is announced to go. */
const NOTICE_DAYS = 60;

/** The model that really runs for a name, and what to say about it. */
export interface Choice
  extends Pick<Slot, 'provider' | 'model' | 'status' | 'notice' | 'lastDay' | 'successor' | 'priceUsd'> {
  facts: ModelFacts;
}

/**
 * What runs in a slot: the named model, or its successor once it is switched off. A model that the owner names by id,
 * or serves from an address of their own, runs as it is.
 * @param row the row of the slot's name, if the catalog knows it
 */
export function chooseModel(row: ModelRow | undefined, override: ModelOverride, now: number): Result<Choice> {
  if (override.provider !== undefined || override.model !== undefined)
    return ownersChoice(row, override, now);
  if (row === undefined) return failure('the name is not in the catalog.');
  if (override.baseUrl !== undefined) {
    const notice = isGone(row, now) ? `${goneSentence(row)} Here the owner's own server draws it.` : null;
    return success(choiceOf(row, row, notice));
  }
  return catalogChoice(row, now);
}

function ownersChoice(row: ModelRow | undefined, override: ModelOverride, now: number): Result<Choice> {
  const provider = override.provider ?? row?.provider;
  const sameProvider = row?.provider === provider;
  const model = override.model ?? (sameProvider ? row?.model : undefined);
  if (provider === undefined || model === undefined) {
    return failure(`ModelOverrides names the provider ${provider ?? ''} but no model of it.`);
  }
  const vendor = vendorOf(provider);
  if (vendor === undefined) return failure(`there is no provider ${provider}.`);
  const known = findModelById(provider, model);
  if (known !== undefined) {
    const notice = isGone(known, now)
      ? `${goneSentence(known)} It is asked all the same, as ModelOverrides names it.`
      : soonSentence(known, now);
    return success(choiceOf(known, known, notice));
  }
  return success({
    provider,
    model,
    status: 'active',
    notice: null,
    lastDay: null,
    successor: null,
    priceUsd: null,
    facts: modelFacts(vendor, undefined, override.fixed?.dialect, model),
  });
}

function catalogChoice(row: ModelRow, now: number): Result<Choice> {
  if (!isGone(row, now)) return success(choiceOf(row, row, soonSentence(row, now)));
  const successor = livingSuccessor(row, now);
  if (successor === undefined)
    return failure(`${goneSentence(row)} Nothing takes its place: choose another.`);
  const soon = soonSentence(successor, now);
  const notice = `${goneSentence(row)} ${successor.name} draws in its place.`;
  const choice = choiceOf(row, successor, soon === null ? notice : `${notice} ${soon}`);
  return success({ ...choice, status: 'retired', successor: successor.name });
}

/** Follows successors until one is not switched off. */
function livingSuccessor(row: ModelRow, now: number): ModelRow | undefined {
  const seen = new Set([row.name]);
  let next = row.successor === null ? undefined : findModel(row.successor);
  while (next !== undefined && isGone(next, now)) {
    if (next.successor === null || seen.has(next.name)) return undefined;
    seen.add(next.name);
    next = findModel(next.successor);
  }
  return next;
}

function choiceOf(named: ModelRow, runs: ModelRow, notice: string | null): Choice {
  const vendor = vendorOf(runs.provider);
  if (vendor === undefined) throw new Error(`No vendor row ${runs.provider}.`);
  return {
    provider: runs.provider,
    model: runs.model,
    status: named.status,
    notice,
    lastDay: named.lastDay,
    successor: named.successor,
    priceUsd: runs.priceUsd,
    facts: modelFacts(vendor, runs),
  };
}

function isGone(row: ModelRow, now: number): boolean {
  return row.status === 'retired' || (row.lastDay !== null && now >= Date.parse(row.lastDay));
}

function goneSentence(row: ModelRow): string {
  return row.lastDay === null
    ? `${row.name} is no longer offered.`
    : `${row.name} was switched off on ${row.lastDay}.`;
}

function soonSentence(row: ModelRow, now: number): string | null {
  if (row.lastDay === null || Date.parse(row.lastDay) - now > NOTICE_DAYS * 86_400_000) return null;
  const then =
    row.successor === null ? 'Choose another before then.' : `${row.successor} will then draw in its place.`;
  return `${row.name} will be switched off on ${row.lastDay}. ${then}`;
}
