import models from '../src/catalog/models.json' with { type: 'json' };
import { PROVENANCE } from '../src/catalog/schema.ts';
import { drawnShapes } from '../src/contract/shape.ts';

/**
 * What functions load of the catalog: texts, because JSON is parsed in half the time of the same object written as code,
 * and one for each row, because a function needs those of its slots. The sources of facts are left out, and the shapes
 * that each table draws are worked out.
 */
export function runningCatalog(): string {
  const { models: rows, ...shared } = models;
  const sizes = Object.fromEntries(
    Object.entries(models.sizes).map(([name, table]) => [name, { table, shapes: drawnShapes(table) }]),
  );
  const texts = rows.map((row) => [row.name, textOf(withoutFields(row, ['name', ...PROVENANCE]))]);
  return `// Made by \`npm run generate\` from ../models.json.
export const VENDORS_AND_SIZES =
  ${JSON.stringify(textOf({ ...shared, sizes }))};

/** By name, in the order of the file. */
export const ROWS: Readonly<Record<string, string>> = ${JSON.stringify(Object.fromEntries(texts), null, 2)};
`;
}

/** Tools have sources of their own. */
const textOf = (value: object): string =>
  JSON.stringify(value, (name, each) => (name === 'source' ? undefined : each));

function withoutFields(row: object, fields: readonly string[]): object {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !fields.includes(name)));
}
