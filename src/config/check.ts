import { MOST_DAYS } from '../contract/constants.ts';
import { UNKNOWN_PRICE_USD } from '../contract/estimate.ts';
import type { KnownModels } from '../contract/index.ts';
import { addressListFaults } from '../lib/address.ts';
import { findEnhancer } from './enhancer.ts';
import { keyFaults, keyNotices } from './given-keys.ts';
import { isDollars, isWhole } from './numbers.ts';
import { isOrigin } from './origin.ts';
import { listOf, type RawParameters, textOf, wholeNumber } from './raw-parameters.ts';
import { parseAccess } from './sign-in.ts';
import type { Slot } from './slot.ts';
import { MAX_SLOTS, resolveSlots } from './slots.ts';
import { isUnlisted, withKnown } from './unlisted-models.ts';
import { parseVendorKeys } from './vendor-keys.ts';

/** What a Lambda's 4 KB of environment leave, in bytes, for the settings that an owner writes. */
const MOST_SETTINGS_BYTES = 3400;

export interface ConfigurationReport {
  slots: Slot[];
  /** What has to be put right, all of it together; empty when the configuration is sound. */
  faults: string[];
  /** What works but should be known: retired models, keys that are not used. */
  notices: string[];
}

/**
 * Checks the whole configuration, for `npm start` and for the deploy script. No sentence holds a key.
 * @param now milliseconds since the epoch
 * @param known what a vendor's list was just read to say of models without a row
 */
export function checkConfiguration(
  parameters: RawParameters,
  now: number,
  known: KnownModels = {},
): ConfigurationReport {
  const names = numbers(MAX_SLOTS).map((number) => textOf(parameters[`Model${number}Name`]));
  const count = wholeNumber(parameters.ModelCount ?? 9);
  const { slots: configured, faults } = resolveSlots({
    count,
    names,
    overrides: parameters.ModelOverrides,
    now,
  });
  const slots = configured.map((slot) => withKnown(slot, known[slot.model]));
  const vendorKeys = parseVendorKeys(textOf(parameters.VendorKeys));
  const allFaults = [
    ...faults,
    ...vendorKeys.faults,
    ...keyFaults(slots, parameters, vendorKeys.keys),
    ...numberFaults(parameters),
    ...names.flatMap((name, index) =>
      name.includes('|') ? [`Model${index + 1}Name must not contain the character |.`] : [],
    ),
    ...enhancerFault(count, parameters.PromptModelIndex),
    ...sizeFault(names, parameters),
    ...addressFaults(parameters.IPWhitelist),
    ...originFaults(parameters.AllowedOrigins),
    ...accessFaults(parameters),
    ...budgetFaults(slots, parameters),
    ...domainFault(parameters),
  ];
  const notices = [
    ...slots.flatMap((slot) => (slot.notice === null ? [] : [`Model ${slot.number}: ${slot.notice}`])),
    ...keyNotices(slots, parameters, vendorKeys.keys),
    ...slots.flatMap(plainHttpNotice),
    ...slots.flatMap((slot) => unknownNotice(slot, known)),
    ...enhancerNotice(slots, parameters.PromptModelIndex),
  ];
  return { slots, faults: allFaults, notices };
}

function sizeFault(names: readonly string[], parameters: RawParameters): string[] {
  const jsonOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value ?? {}));
  const settings = [
    names.join('|'),
    jsonOf(parameters.ModelOverrides),
    jsonOf(parameters.SignIn),
    listOf(parameters.AllowedOrigins).join(','),
    textOf(parameters.IPWhitelist),
  ];
  const bytes = settings.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if (bytes <= MOST_SETTINGS_BYTES) return [];
  return [
    `ModelOverrides, SignIn, the names of the models, AllowedOrigins and IPWhitelist have ${bytes} bytes together; a Lambda has room for ${MOST_SETTINGS_BYTES}. Shorten one of them, or use fewer models.`,
  ];
}

function addressFaults(whitelist: unknown): string[] {
  return addressListFaults(listOf(whitelist)).map((fault) => fault.replace('IP_WHITELIST', 'IPWhitelist'));
}

function originFaults(origins: unknown): string[] {
  return listOf(origins)
    .filter((origin) => !isOrigin(origin))
    .map(
      (origin) => `AllowedOrigins must list origins such as https://example.com, or *, but has "${origin}".`,
    );
}

/** Where people are invited, the template itself says where they sign in. */
function accessFaults({ Access, SignIn }: RawParameters): string[] {
  const mode = textOf(Access) || 'open';
  if (mode !== 'invited') return parseAccess(mode, SignIn).faults;
  const given = typeof SignIn === 'string' ? SignIn.trim() : JSON.stringify(SignIn ?? {});
  return ['', '{}'].includes(given)
    ? []
    : [
        'SignIn belongs to an issuer of your own, but Access is invited. Leave it out, or set Access to issuer.',
      ];
}

/** A run reserves the high price of each of its models, so a budget below the lowest of them refuses every run. */
function budgetFaults(slots: readonly Slot[], parameters: RawParameters): string[] {
  const lowest = Math.min(...slots.map(({ priceUsd }) => priceUsd?.high ?? UNKNOWN_PRICE_USD));
  return DOLLARS.flatMap((name) => {
    const budget = Number(parameters[name] ?? 0);
    if (!isDollars(String(budget)) || budget === 0 || slots.length === 0 || budget >= lowest) return [];
    return [
      `${name} is $${budget}, but the cheapest of the models reserves $${lowest} for a picture, so that every run would be refused. Raise it, or set 0 for no budget.`,
    ];
  });
}

/** CloudFront refuses a domain without a certificate, minutes into the deployment. */
function domainFault({ SiteDomain, SiteCertificateId }: RawParameters): string[] {
  if (textOf(SiteDomain) === '' || !['', 'none'].includes(textOf(SiteCertificateId))) return [];
  return [
    'SiteDomain needs SiteCertificateId, the certificate of that domain in us-east-1: docs/custom-domain.md.',
  ];
}

/** The numbers that functions read from their variables: with one that they refuse, every request would fail. */
const WHOLE_NUMBERS = {
  GlobalRateLimit: { min: 1, max: 1_000_000 },
  IPRateLimit: { min: 1, max: 1_000_000 },
  UserRateLimit: { min: 1, max: 1_000_000 },
  ImageRetentionDays: { min: 1, max: MOST_DAYS },
};
const DOLLARS = ['DailyBudgetUsd', 'MonthlyBudgetUsd', 'UserMonthlyBudgetUsd'];

function numberFaults(parameters: RawParameters): string[] {
  const given = (name: string) => String(parameters[name] ?? '').trim();
  const whole = Object.entries(WHOLE_NUMBERS).flatMap(([name, range]) =>
    given(name) === '' || isWhole(given(name), range)
      ? []
      : [`${name} must be a whole number from ${range.min} to ${range.max}, but is "${given(name)}".`],
  );
  const dollars = DOLLARS.flatMap((name) =>
    given(name) === '' || isDollars(given(name))
      ? []
      : [`${name} must be an amount in dollars such as 5 or 2.50, but is "${given(name)}".`],
  );
  return [...whole, ...dollars];
}

/** A model that was named without a row, and of which neither the owner nor its vendor has said anything. */
function unknownNotice(slot: Slot, known: KnownModels): string[] {
  const { number, model, priceUsd, providerLabel, supports } = slot;
  if (!isUnlisted(slot)) return [];
  if (known[model] === null) return [`Model ${number}: ${providerLabel} does not list ${model}.`];
  if (priceUsd !== null || supports.aspectRatios.length > 0) return [];
  return [
    `Model ${number}: nothing is known of ${model}, so no shape is asked for, and no budget can hold anything back for it, until the stack has read the list of ${providerLabel}, within minutes and then daily. npm run models:check prints what to write into ModelOverrides.`,
  ];
}

function plainHttpNotice(slot: Slot): string[] {
  const url = slot.settings.baseUrl;
  if (url === undefined || !url.startsWith('http://') || isNearby(new URL(url).hostname)) return [];
  return [
    `Model ${slot.number}: the address in ModelOverrides is not https, so its key travels in the open.`,
  ];
}

/** This machine or a network of the owner's, by the look of the name. */
function isNearby(host: string): boolean {
  return (
    !host.includes('.') ||
    /^(127|10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))\./.test(host) ||
    /\.(localhost|local|lan|home|internal)$/.test(host)
  );
}

function enhancerFault(count: number, raw: unknown): string[] {
  const index = wholeNumber(raw ?? 1);
  if (index === 0 || (index >= 1 && index <= count)) return [];
  return [
    `PromptModelIndex must be the number of a configured model, from 1 to ${count || 'ModelCount'}, or 0 for none.`,
  ];
}

/** A slot whose vendor has no text model draws all the same. A slot with a fault of its own is reported already. */
function enhancerNotice(slots: readonly Slot[], raw: unknown): string[] {
  const index = wholeNumber(raw ?? 1);
  if (!slots.some(({ number }) => number === index)) return [];
  const found = findEnhancer(slots, index);
  return found.ok ? [] : [`Prompts cannot be enhanced: ${found.reason}`];
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
