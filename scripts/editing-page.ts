import { readFileSync, writeFileSync } from 'node:fs';
import { modelFacts, vendorOf } from '../src/catalog/lookup.ts';
import models from '../src/catalog/models.json' with { type: 'json' };
import type { SourcedModelRow } from '../src/catalog/schema.ts';
import { EDIT_OPERATIONS, type EditOperation } from '../src/contract/constants.ts';

const PAGE = new URL('../docs/editing.md', import.meta.url);
const BEGIN = '<!-- Made by `npm run generate`: -->';
const END = '<!-- So far. -->';
const ACTIVE = (models.models as SourcedModelRow[]).filter(({ status }) => status === 'active');

/** The page, as it has to stand in docs/editing.md: people write all of it but the table of who can what. */
export function editingPage(): string {
  const text = readFileSync(PAGE, 'utf8');
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`docs/editing.md has no lines ${BEGIN} and ${END}`);
  return `${text.slice(0, begin)}${BEGIN}\n\n${table().join('\n')}\n\n${text.slice(end)}`;
}

function table(): string[] {
  const byVendor = Map.groupBy(ACTIVE, (row) => {
    const { label, supports } = factsOf(row);
    return supports.operations === undefined ? '' : label;
  });
  byVendor.delete('');
  const all = Map.groupBy(ACTIVE, (row) => factsOf(row).label);
  return [
    `| Vendor | ${EDIT_OPERATIONS.map((each) => `\`${each}\``).join(' | ')} |`,
    `| --- |${' --- |'.repeat(EDIT_OPERATIONS.length)}`,
    ...[...byVendor].map(([label, rows]) => {
      const cells = EDIT_OPERATIONS.map((operation) => cell(operation, rows, all.get(label)?.length ?? 0));
      return `| ${label} | ${cells.join(' | ')} |`;
    }),
  ];
}

/** How many of the vendor's models do it, or which, if they are few; with how many pictures each, if that is more than one. */
function cell(operation: EditOperation, rows: readonly SourcedModelRow[], count: number): string {
  const able = rows.flatMap((row) => {
    const support = factsOf(row).supports.operations?.find((each) => each.operation === operation);
    return support ? [{ name: row.name, most: support.references }] : [];
  });
  if (able.length === 0) return '–';
  const most = operation === 'combine' ? `, up to ${Math.max(...able.map((each) => each.most))}` : '';
  if (able.length === count) return `all${most}`;
  return able.length <= 3
    ? `${able.map(({ name }) => name).join(', ')}${most}`
    : `${able.length} of ${count}${most}`;
}

function factsOf(row: SourcedModelRow) {
  const vendor = vendorOf(row.provider);
  if (vendor === undefined) throw new Error(`No vendor ${row.provider}.`);
  return modelFacts(vendor, row);
}

if (process.argv[1] === import.meta.filename) writeFileSync(PAGE, editingPage());
