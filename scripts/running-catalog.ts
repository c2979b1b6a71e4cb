import models from '../src/catalog/models.json' with { type: 'json' };
import { PROVENANCE } from '../src/catalog/schema.ts';
import { drawnShapes } from '../src/contract/shape.ts';

/**
 * What functions load of the catalog: texts, because JSON is parsed in half the time of the same object written as code,
 * and one for each entry, because a function needs those of its slots. The sources of facts are left out, and the shapes
 * that each table of sizes draws are worked out.
 */
export function runningCatalog(): string {
  const vendors = models.vendors.map((vendor) => [vendor.provider, textOf(vendor)]);
  const sizes = Object.entries(models.sizes).map(([name, table]) => [
    name,
    textOf({ table, shapes: drawnShapes(table) }),
  ]);
  const rows = models.models.map((row) => [row.name, textOf(withoutFields(row, PROVENANCE))]);
  return `// Made by \`npm run generate\` from ../models.json, in the order of that file.
${tableOf('VENDORS', vendors)}
${tableOf('SIZES', sizes)}
${tableOf('ROWS', rows)}`;
}

const tableOf = (name: string, texts: string[][]) =>
  `export const ${name}: Readonly<Record<string, string>> = ${JSON.stringify(Object.fromEntries(texts), null, 2)};\n`;

/** Tools have sources of their own. */
const textOf = (value: object): string =>
  JSON.stringify(value, (name, each) => (name === 'source' ? undefined : each));

function withoutFields(row: object, fields: readonly string[]): object {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !fields.includes(name)));
}
