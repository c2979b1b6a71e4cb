import { EDIT_OPERATIONS, MOST_REFERENCES } from '../contract/constants.ts';
import type { OperationSupport, Supports } from '../contract/models.ts';
import type { SizeTable } from '../contract/shape.ts';
import { lookUp } from '../lib/look-up.ts';
import { nearestNames } from '../lib/nearest.ts';
import { ROWS, SIZES, VENDORS } from './generated/catalog.ts';
import type { ModelRow, SettingName, VendorRow } from './schema.ts';

const parsed = new Map<string, unknown>();

/**
 * An entry of the catalog from its text, parsed when it is first asked for: a function needs a few of them. Tests hold
 * models.json, from which the texts are made, against its schema, so the types are safe to claim here.
 */
function entryOf<Entry>(text: string): Entry {
  if (!parsed.has(text)) parsed.set(text, JSON.parse(text));
  return parsed.get(text) as Entry;
}

function entryNamed<Entry>(texts: Readonly<Record<string, string>>, name: string): Entry | undefined {
  const text = lookUp(texts, name);
  return text === undefined ? undefined : entryOf(text);
}

function allOf<Entry>(texts: Readonly<Record<string, string>>): Entry[] {
  return Object.values(texts).map((text) => entryOf<Entry>(text));
}

/** A table with the shapes that its sizes really have. */
interface Sizes {
  table: SizeTable;
  shapes: Supports['aspectRatios'];
}

/** Everything that is known about running one row: the row's own facts over the vendor's. */
export interface ModelFacts {
  label: string;
  needsKey: VendorRow['needsKey'];
  sizes: SizeTable;
  supports: Supports;
  timeoutSeconds: number;
  fixed: VendorRow['fixed'];
  region: string | undefined;
  textModel: string | undefined;
}

export function vendorOf(provider: string): VendorRow | undefined {
  return entryNamed<VendorRow>(VENDORS, provider);
}

export function providerIds(): string[] {
  return Object.keys(VENDORS);
}

/** How vendors that take a key may be called, of their own service: not the servers that owners run. */
export function vendorNames(): string[] {
  const own = allOf<VendorRow>(VENDORS).filter(
    ({ needsKey, ownServer }) => needsKey === 'required' && !ownServer,
  );
  const makers = catalogRows().flatMap((row) =>
    row.needsKey === 'required' && row.label ? [row.label] : [],
  );
  return [
    ...new Set([...own.flatMap(({ label, names, provider }) => [provider, label, ...names]), ...makers]),
  ];
}

/** Those of one slot's vendor. Servers of one protocol are told apart by the label of the row or by their dialect. */
export function namesOfVendor({ label, names, needsKey, provider }: VendorRow, rowLabel: string): string[] {
  if (needsKey === 'required') return [...new Set([provider, label, ...names].map(normaliseName))];
  return rowLabel === label ? [] : [normaliseName(rowLabel)];
}

export function catalogRows(): readonly ModelRow[] {
  return allOf<ModelRow>(ROWS);
}

/**
 * The row that a person means: names, aliases and API ids, without regard to case, spaces, accents and
 * punctuation, with or without the vendor's name before or after it. `undefined` for an unknown name.
 */
export function findModel(name: string): ModelRow | undefined {
  // Nearly every name is written as the catalog has it, which spares a start the index of all spellings.
  const exact = entryNamed<ModelRow>(ROWS, name);
  if (exact !== undefined) return exact;
  const asked = normaliseName(name);
  if (asked === '') return undefined;
  return nameIndex().get(asked) ?? findWithVendorName(asked) ?? findResold(asked);
}

/**
 * A model without a row, named by its vendor and its id, as in `openrouter/bytedance-seed/seedream-5-5`; `undefined` for
 * any other name, and for vendors whose requests differ by model.
 */
export function unlistedModel(name: string): { provider: string; model: string } | undefined {
  const [, vendorName = '', model] =
    /^\s*([^/:]+?)\s*[/:]\s*([\w.~-]+\/[\w.~-]+(?::[\w-]+)?)\s*$/.exec(name) ?? [];
  if (model === undefined) return undefined;
  const asked = normaliseName(vendorName);
  const vendor = allOf<VendorRow>(VENDORS).find(
    ({ names, unlisted }) => unlisted && names.some((known) => normaliseName(known) === asked),
  );
  return vendor && { provider: vendor.provider, model: model.toLowerCase() };
}

/** Who sells models of others, before a model's name. */
const RESELLER = /^(?:azure|openrouter|replicate|falai|vertexai|vertex)/;

/** "Qwen Image" is not like "GPT Image". */
function withoutGenericWords(normalised: string): string {
  return normalised.replace(/image|picture|model/g, '') || normalised;
}

/** The row of a vendor's API id. */
export function findModelById(provider: string, model: string): ModelRow | undefined {
  return catalogRows().find((row) => row.provider === provider && row.model === model);
}

/**
 * Up to three active models that look most like an unknown name, or all of a vendor whose name it is; of those that are
 * switched off or will be, the successor.
 */
export function suggestNames(name: string): string[] {
  const asked = normaliseName(name);
  const meant = allOf<VendorRow>(VENDORS).filter(({ names }) =>
    names.some((known) => normaliseName(known) === asked),
  );
  if (meant.length > 0) {
    return catalogRows()
      .filter((row) => row.status === 'active' && meant.some(({ provider }) => provider === row.provider))
      .map((row) => row.name);
  }
  const candidates = new Map<string, string>();
  for (const [key, row] of nameIndex()) {
    const offered = row.status === 'active' && row.lastDay === null ? row.name : row.successor;
    if (offered !== null) candidates.set(withoutGenericWords(key), offered);
  }
  // The maker's row comes first where a reseller's has the same name.
  for (const row of catalogRows().filter(({ status }) => status === 'active')) {
    for (const name of row.vendorAliases ?? []) {
      const key = withoutGenericWords(normaliseName(name));
      if (!candidates.has(key)) candidates.set(key, row.name);
    }
  }
  return nearestNames(withoutGenericWords(asked.replace(RESELLER, '')), candidates);
}

/** What is known of a row, or, without one, of any model of the vendor, in a dialect where there are several; of a model, whether it takes pictures there. */
export function modelFacts(vendor: VendorRow, row?: ModelRow, dialect?: unknown, model?: string): ModelFacts {
  // Nothing is known of a reseller's model without a row, so that no shape is asked for.
  const sizes =
    vendor.unlisted && row === undefined
      ? { table: {}, shapes: [] }
      : entryNamed<Sizes>(SIZES, row?.sizes ?? vendor.sizes);
  if (sizes === undefined) throw new Error(`No size table ${row?.sizes ?? vendor.sizes}.`);
  const spoken = typeof dialect === 'string' ? vendor.dialects?.[dialect] : undefined;
  const operations = row === undefined ? operationsIn(dialect, vendor, model) : operationsOf(vendor, row);
  return {
    label: row?.label ?? vendor.label,
    needsKey: row?.needsKey ?? vendor.needsKey,
    sizes: sizes.table,
    supports: supportsOf(row?.supports ?? spoken ?? vendor.supports, sizes.shapes, operations),
    timeoutSeconds: row?.timeoutSeconds ?? vendor.timeoutSeconds,
    fixed: row?.fixed ?? vendor.fixed,
    region: row?.region ?? vendor.region,
    textModel: row?.textModel,
  };
}

export function normaliseName(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

/** A model without a row is not known to take pictures, but for some in some dialects. */
function operationsIn(dialect: unknown, { dialectEdits }: VendorRow, model = ''): OperationSupport[] {
  const known = typeof dialect === 'string' ? dialectEdits?.[dialect] : undefined;
  if (known === undefined) return [];
  const { models, ...edits } = known;
  return new RegExp(models, 'i').test(model) ? byWords(edits) : [];
}

function operationsOf(vendor: VendorRow, row: ModelRow): OperationSupport[] {
  const edits = row.edits === undefined ? vendor.edits : row.edits;
  const tools = row.tools === undefined ? vendor.tools : row.tools;
  return [...(edits ? byWords(edits) : []), ...(tools ? byTools(tools) : [])];
}

function supportsOf(
  settings: readonly SettingName[],
  aspectRatios: Supports['aspectRatios'],
  operations: OperationSupport[],
): Supports {
  const has = (setting: SettingName) => settings.includes(setting);
  return {
    aspectRatios,
    seed: has('seed'),
    negativePrompt: has('negativePrompt'),
    steps: has('steps'),
    guidance: has('guidance'),
    control: has('control'),
    ...(operations.length > 0 && { operations }),
  };
}

function byWords({ references, ...edits }: NonNullable<VendorRow['edits']>): OperationSupport[] {
  const change = { operation: 'change', references: 1, ...edits } as const;
  if (references < 2) return [change];
  return [change, { operation: 'combine', references: Math.min(references, MOST_REFERENCES), ...edits }];
}

/** One picture each. */
function byTools(tools: NonNullable<VendorRow['tools']>): OperationSupport[] {
  return EDIT_OPERATIONS.flatMap((operation) => {
    const tool = tools[operation];
    return tool === undefined ? [] : { operation, references: 1, referenceUsd: 0, ...tool };
  });
}

let index: Map<string, ModelRow> | undefined;
function nameIndex(): Map<string, ModelRow> {
  if (index === undefined) {
    index = new Map();
    for (const row of catalogRows()) {
      // "black-forest-labs/flux-2-pro" means the maker's model first, though a reseller's has this id.
      const names = vendorOf(row.provider)?.reseller ? [row.name] : [row.name, row.model];
      for (const name of [...names, ...row.aliases]) index.set(normaliseName(name), row);
    }
  }
  return index;
}

function findWithVendorName(asked: string): ModelRow | undefined {
  for (const vendor of allOf<VendorRow>(VENDORS)) {
    for (const vendorName of vendor.names.map(normaliseName)) {
      for (const rest of withoutAffix(asked, vendorName)) {
        const row = catalogRows().find(
          (candidate) => candidate.provider === vendor.provider && namesInVendor(candidate).includes(rest),
        );
        if (row !== undefined) return row;
      }
    }
  }
  return undefined;
}

function namesInVendor(row: ModelRow): string[] {
  const { aliases, model, name, vendorAliases = [] } = row;
  // "black-forest-labs/flux-schnell" and "flux-schnell" mean the same model once Replicate is named as well.
  const withoutMaker = model.slice(model.indexOf('/') + 1);
  return [name, model, withoutMaker, ...aliases, ...vendorAliases].map(normaliseName);
}

/** A reseller's API id by itself. */
function findResold(asked: string): ModelRow | undefined {
  return catalogRows().find((row) => normaliseName(row.model) === asked);
}

/** "OpenAI DALL-E 3", "DALL-E 3 (OpenAI)" and "DALL-E 3 by OpenAI" without the vendor. */
function withoutAffix(text: string, affix: string): string[] {
  const rests: string[] = [];
  if (text.startsWith(affix)) rests.push(text.slice(affix.length));
  if (text.endsWith(affix)) {
    const rest = text.slice(0, -affix.length);
    rests.push(rest, rest.replace(/(?:on|by|via|from|at)$/, ''));
  }
  return rests.filter((rest) => rest !== '');
}
