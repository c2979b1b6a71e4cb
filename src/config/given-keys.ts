import { findModel } from '../catalog/lookup.ts';
import { keySlotsOf, vendorNamesOf } from './key-sources.ts';
import { type RawParameters, textOf } from './raw-parameters.ts';
import type { Slot } from './slot.ts';
import type { VendorKeys } from './vendor-keys.ts';

/** Text that stands where a key belongs, as in parameters.example.json. */
const PLACEHOLDER =
  /^(?:[a-z]{2,6}[-_])*(?:your[-_ ].*|<.*>|x{3,}|\*{3,}|change-?me|todo|(?:insert|replace|enter|paste)[-_ ].*|(?:my[-_ ])?api[-_ ]?key)$|[-_ ]here$|\.{3}/i;

/** Quotation marks around it, or the scheme of a header before it. */
const WRAPPED_KEY = /^(["'`]).*\1$|^(?:bearer|basic|token|key) /i;

/** A key parameter counts as given unless it is empty, "N/A" in whatever case, or a placeholder. */
export function isKeyGiven(key: unknown): boolean {
  const text = textOf(key);
  return !['', 'N/A'].includes(text.toUpperCase()) && !PLACEHOLDER.test(text);
}

function keyFault(
  slot: Slot,
  slots: readonly Slot[],
  parameters: RawParameters,
  vendorKeys: VendorKeys,
): string[] {
  const key = parameters[`Model${slot.number}Key`];
  if (slot.needsKey !== 'none' && !/^[\x20-\x7e]*$/.test(textOf(key))) {
    return [
      `Model${slot.number}Key has a line break or a letter that no key can have; copy it again from ${slot.providerLabel}.`,
    ];
  }
  if (slot.needsKey !== 'none' && WRAPPED_KEY.test(textOf(key))) {
    return [
      `Model${slot.number}Key has more than the key: leave out quotation marks and words such as Bearer.`,
    ];
  }
  const isGiven =
    keySlotsOf(slot, slots).some((number) => isKeyGiven(parameters[`Model${number}Key`])) ||
    vendorNamesOf(slot).some((name) => vendorKeys.has(name));
  if (slot.needsKey !== 'required' || isGiven) return [];
  if (PLACEHOLDER.test(textOf(key))) {
    return [`Model${slot.number}Key is still a placeholder: write the key of ${slot.providerLabel} instead.`];
  }
  return [`Model${slot.number}Key is missing: ${slot.providerLabel} (${slot.name}) needs a key.`];
}

function vendorKeyFaults(keys: VendorKeys): string[] {
  return [...keys].flatMap(([vendor, key]) => {
    if (PLACEHOLDER.test(key)) return [`VendorKeys: the key of ${vendor} is still a placeholder.`];
    return WRAPPED_KEY.test(key)
      ? [`VendorKeys: leave out the quotation marks around the key of ${vendor}.`]
      : [];
  });
}

function unusedVendorKeys(slots: readonly Slot[], vendorKeys: VendorKeys): string[] {
  const used = new Set(slots.flatMap(vendorNamesOf));
  const unused = [...vendorKeys.keys()].filter((name) => !used.has(name));
  return unused.map((name) => `VendorKeys has a key for ${name}, which no model uses.`);
}

function keyNotice(slot: Slot, parameters: RawParameters): string[] {
  if (slot.needsKey !== 'none' || !isKeyGiven(parameters[`Model${slot.number}Key`])) return [];
  const other = findModel(`Stability AI ${slot.name}`);
  const hint =
    slot.provider.startsWith('bedrock') && other !== undefined
      ? ` To use a key of Stability AI, name the model “Stability AI ${slot.name}”.`
      : '';
  return [
    `Model ${slot.number}: ${slot.providerLabel} uses no key, so Model${slot.number}Key is not used.${hint}`,
  ];
}

/** @param vendorKeys of the parameter `VendorKeys` */
export function keyFaults(
  slots: readonly Slot[],
  parameters: RawParameters,
  vendorKeys: VendorKeys,
): string[] {
  return [
    ...slots.flatMap((slot) => keyFault(slot, slots, parameters, vendorKeys)),
    ...vendorKeyFaults(vendorKeys),
  ];
}

/** What works, but was surely meant otherwise. */
export function keyNotices(
  slots: readonly Slot[],
  parameters: RawParameters,
  vendorKeys: VendorKeys,
): string[] {
  return [...slots.flatMap((slot) => keyNotice(slot, parameters)), ...unusedVendorKeys(slots, vendorKeys)];
}
