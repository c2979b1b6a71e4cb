import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import models from '../src/catalog/models.json' with { type: 'json' };
import type { SourcedModelRow } from '../src/catalog/schema.ts';
import { modelsTable } from './models-page.ts';

const FOLDER = new URL('../docs/vendors/', import.meta.url);
const REPLIES = new URL('../tests/fixtures/recorded-replies.json', import.meta.url);
/** What people write stands above it. */
const MARK = '<!-- From here on made by `npm run generate`. -->\n';
const ROWS = models.models as SourcedModelRow[];

interface Recorded {
  name: string;
  provider: string;
  status: number;
  source: string;
  end: { code: string; billed: string };
}

/** Rows of a page that is not named after one provider. */
const ROWS_OF: Readonly<Record<string, (row: SourcedModelRow) => boolean>> = {
  'google-gemini': ({ provider }) => provider.startsWith('google-'),
  bedrock: ({ provider }) => provider.startsWith('bedrock-'),
  xai: ({ label }) => label === 'xAI',
  'openai-compatible': () => false,
  together: () => false,
};
const REPLIES_OF: Readonly<Record<string, readonly string[]>> = {
  'google-gemini': ['google-gemini', 'google-imagen'],
  bedrock: ['bedrock-stability', 'bedrock-nova-canvas'],
};

/** Every page of a vendor by its file, as it has to stand in docs/vendors/. */
export function vendorPages(): Record<string, string> {
  const replies = JSON.parse(readFileSync(REPLIES, 'utf8')) as Recorded[];
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.md'));
  return Object.fromEntries(files.map((file) => [file, page(file, replies)]));
}

function page(file: string, replies: readonly Recorded[]): string {
  const text = readFileSync(new URL(file, FOLDER), 'utf8');
  const end = text.indexOf(MARK);
  if (end < 0) throw new Error(`docs/vendors/${file} has no line ${MARK}`);
  const name = file.replace(/\.md$/, '');
  const rows = ROWS.filter(ROWS_OF[name] ?? ((row) => row.provider === name));
  const own = replies.filter(({ provider }) => (REPLIES_OF[name] ?? [name]).includes(provider));
  return [
    `${text.slice(0, end)}${MARK}`,
    ...(rows.length === 0 ? [] : ['## Models and prices', '', ...modelsTable(rows)]),
    ...(own.length === 0 ? [] : replyTable(own)),
  ].join('\n');
}

function replyTable(replies: readonly Recorded[]): string[] {
  return [
    '## Replies that were recorded, and what they are told as',
    '',
    '| Reply | HTTP | Told as | Billed | Recorded in |',
    '| --- | --- | --- | --- | --- |',
    ...replies.map(
      ({ name, status, end, source }) =>
        `| ${cell(name)} | ${status} | \`${end.code}\` | ${end.billed} | ${cell(source)} |`,
    ),
    '',
  ];
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

if (process.argv[1] === import.meta.filename) {
  for (const [file, text] of Object.entries(vendorPages())) writeFileSync(new URL(file, FOLDER), text);
}
