import { writeFileSync } from 'node:fs';
import { modelFacts, vendorOf } from '../src/catalog/lookup.ts';
import models from '../src/catalog/models.json' with { type: 'json' };
import type { ModelRow, SourcedModelRow } from '../src/catalog/schema.ts';
import type { Supports } from '../src/contract/models.ts';

const PAGE = new URL('../docs/models.md', import.meta.url);
const ROWS = models.models as SourcedModelRow[];

const INTRODUCTION = `# Models

Every name that \`Model1Name\` to \`Model20Name\` take, made from \`src/catalog/models.json\` by
\`npm run generate\`. Names are read without regard to case, spaces, accents and punctuation, and may stand with
the vendor's name before or after them ("OpenAI DALL-E 3"). A model that is switched off runs on its successor and says so;
one whose last day is within 60 days announces it. A model that is not here needs \`provider\` and \`model\` in \`ModelOverrides\`.

A slot without a key of its own uses that of the first slot of the same vendor at the same address, so one key serves all slots of
a vendor.

A shape that is not listed is drawn in the nearest one, a setting that is not listed is left out; both with a warning.
Prices are US dollars per picture at the settings that are sent; the sources stand below each table.
`;

/** The page, as it has to stand in docs/models.md. */
export function modelsPage(): string {
  const sections = models.vendors.map(({ provider }) => section(provider));
  return `${INTRODUCTION}\n${sections.join('\n')}`;
}

function section(provider: string): string {
  const rows = ROWS.filter((row) => row.provider === provider);
  const vendor = vendorOf(provider);
  if (vendor === undefined) throw new Error(`No vendor ${provider}.`);
  const key = { required: 'needs a key', optional: 'takes a key', none: 'needs no key' }[vendor.needsKey];
  const text =
    vendor.textModel === null
      ? 'no text model'
      : `text model ${vendor.textModel.model ?? `${ownTextModels(rows)}by \`textModel\``}`;
  return [
    `## ${vendor.label} (\`${provider}\`)`,
    '',
    `${key[0]?.toUpperCase()}${key.slice(1)}; ${text} for prompt enhancement; waits ${vendor.timeoutSeconds} s where the model says nothing else.`,
    '',
    ...(rows.length === 0 ? [] : modelsTable(rows)),
  ].join('\n');
}

/** `grok-… of xAI, else `, where rows name one. */
function ownTextModels(rows: readonly SourcedModelRow[]): string {
  const named = rows.find(({ textModel }) => textModel !== undefined);
  return named === undefined ? '' : `${named.textModel} of ${named.label}, else `;
}

/** A table of models with their prices, and the sources beneath it. */
export function modelsTable(rows: readonly SourcedModelRow[]): string[] {
  return [
    '| Name | Also | API id | State | Shapes | Settings | Pictures | US$ |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows.map(line),
    '',
    ...rows.map(
      (row) => `- **${row.name}**: ${row.source}. Price: ${row.priceSource} Checked ${row.checked}.`,
    ),
    '',
  ];
}

function line(row: ModelRow): string {
  const vendor = vendorOf(row.provider);
  if (vendor === undefined) throw new Error(`No vendor ${row.provider}.`);
  const { aspectRatios, operations, ...settings } = modelFacts(vendor, row).supports;
  const taken = Object.entries(settings).flatMap(([name, isTaken]) => (isTaken ? [name] : []));
  const shapes = aspectRatios.length === 7 ? 'all' : aspectRatios.join(' ');
  const cells = [
    row.name,
    row.aliases.join(', '),
    `\`${row.model}\``,
    state(row),
    shapes,
    taken.join(', '),
    picturesOf(operations),
    price(row),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** What it does with pictures, with how many at most, and what that costs where it is not the price of a drawn one. */
function picturesOf(operations: Supports['operations'] = []): string {
  return operations
    .map(({ operation, references, referenceUsd, priceUsd }, index) => {
      const next = operations[index + 1];
      const isLast = next === undefined || next.referenceUsd !== referenceUsd;
      return [
        operation,
        ...(references === 1 ? [] : [references]),
        ...(priceUsd === undefined ? [] : [`$${priceUsd.high}`]),
        ...(isLast && referenceUsd > 0 ? [`(+$${referenceUsd} each)`] : []),
      ].join(' ');
    })
    .join(', ');
}

function state({ lastDay, status, successor }: ModelRow): string {
  if (successor === null) return status;
  const when = lastDay === null ? '' : ` ${lastDay}`;
  return status === 'retired' ? `off${when}, runs ${successor}` : `${status} until${when}, then ${successor}`;
}

function price({ priceUsd }: ModelRow): string {
  if (priceUsd === null) return '';
  return priceUsd.low === priceUsd.high ? `${priceUsd.low}` : `${priceUsd.low} to ${priceUsd.high}`;
}

if (process.argv[1] === import.meta.filename) writeFileSync(PAGE, modelsPage());
