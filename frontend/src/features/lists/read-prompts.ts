import { MOST_PROMPTS, PROMPT_MAX_LENGTH } from '../../../../src/contract/constants.ts';
import type { PromptOfList } from '../../../../src/contract/index.ts';
import { patternOf, promptsOf, variantsOf } from './variables.ts';

export interface ReadPrompts {
  kind: 'lines' | 'csv' | 'jsonl';
  /** With their variables expanded, none twice; at most as many as a list may have. */
  prompts: PromptOfList[];
  /** How many there would be. */
  count: number;
  /** Prompts that were there before. */
  doubles: number;
  /** Numbers of the lines, from 1, of which nothing could be made, or whose prompt is too long. */
  faults: { line: number; kind: 'unreadable' | 'long' }[];
}

interface Found extends PromptOfList {
  line: number;
}

/** Of a prompt with all its variables. */
const LONGEST_PATTERN = 20 * PROMPT_MAX_LENGTH;
const CATEGORY_MAX_LENGTH = 50;

/**
 * Reads what somebody has pasted or imported: one prompt a line, where a line that begins with `#` names the category of those below
 * it; CSV with a column `prompt`; or JSON lines with `prompt` or `text`. Each may have `{red|blue}` in it. Nothing is left out in silence.
 */
export function readPrompts(text: string): ReadPrompts {
  const { kind, found, unreadable } = readAny(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'));
  const faults: ReadPrompts['faults'] = unreadable.map((line) => ({ line, kind: 'unreadable' }));
  const prompts = new Map<string, PromptOfList>();
  let count = 0;
  let doubles = 0;
  for (const { line, text: written, category } of found) {
    if (written.length > LONGEST_PATTERN) {
      faults.push({ line, kind: 'long' });
      continue;
    }
    const pattern = patternOf(written);
    const wanted = variantsOf(pattern);
    if (wanted > MOST_PROMPTS) {
      count += wanted;
      continue;
    }
    for (const each of promptsOf(pattern)) {
      if ([...each].length > PROMPT_MAX_LENGTH) {
        faults.push({ line, kind: 'long' });
        break;
      }
      count += 1;
      if (prompts.has(each)) {
        count -= 1;
        doubles += 1;
      } else if (prompts.size < MOST_PROMPTS) {
        prompts.set(each, { text: each, ...(category !== undefined && { category }) });
      }
    }
  }
  return { kind, prompts: [...prompts.values()], count, doubles, faults };
}

type Reading = { kind: ReadPrompts['kind']; found: Found[]; unreadable: number[] };

function readAny(text: string): Reading {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const [first = ''] = lines;
  // Also where the first line is broken.
  if (lines.some((line) => promptIn(objectOf(line)) !== undefined)) return readJsonLines(text);
  const separator = SEPARATORS.find((each) => columnsOf(rowsOf(first, each)[0]?.cells ?? []).prompt >= 0);
  // A single word `prompt` may as well be one.
  const isTable = separator !== undefined && text.trim().includes('\n');
  return isTable ? readTable(text, separator) : readLines(text);
}

function readLines(text: string): Reading {
  const found: Found[] = [];
  let category: string | undefined;
  for (const [place, line] of text.split('\n').entries()) {
    const written = line.trim();
    if (written.startsWith('#')) category = shortened(written.replace(/^#+/, ''));
    else if (written !== '') found.push({ line: place + 1, text: written, ...(category && { category }) });
  }
  return { kind: 'lines', found, unreadable: [] };
}

function readJsonLines(text: string): Reading {
  const found: Found[] = [];
  const unreadable: number[] = [];
  for (const [place, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const object = objectOf(line);
    const written = promptIn(object);
    const kind = typeof object?.category === 'string' ? shortened(object.category) : undefined;
    if (written === undefined) unreadable.push(place + 1);
    else found.push({ line: place + 1, text: written, ...(kind && { category: kind }) });
  }
  return { kind: 'jsonl', found, unreadable };
}

/** A table of one column needs no separators: what looks like one is part of a prompt. */
const NO_SEPARATOR = '\0';
const SEPARATORS = [NO_SEPARATOR, ',', ';', '\t'];

function readTable(text: string, separator: string): Reading {
  const [head, ...rows] = rowsOf(text, separator);
  const columns = head?.cells.length ?? 0;
  const { prompt, category } = columnsOf(head?.cells ?? []);
  const found: Found[] = [];
  const unreadable: number[] = [];
  for (const { line, cells, isOpen } of rows) {
    const written = cells[prompt]?.trim() ?? '';
    const kind = shortened(cells[category] ?? '');
    const hasMore = cells.slice(columns).some((cell) => cell.trim() !== '');
    // A prompt with separators that should have been quoted would lose its end.
    if (isOpen || hasMore) unreadable.push(line);
    else if (written !== '') found.push({ line, text: written, ...(kind && { category: kind }) });
  }
  return { kind: 'csv', found, unreadable };
}

function columnsOf(head: readonly string[]) {
  const names = head.map((name) => name.trim().toLowerCase());
  return {
    prompt: names.findIndex((name) => name === 'prompt' || name === 'text'),
    category: names.indexOf('category'),
  };
}

interface Row {
  line: number;
  cells: string[];
  /** Whether a quotation mark in it has no end. */
  isOpen?: boolean;
}

/** Cells may be quoted, and then have separators, quotes (doubled) and line breaks in them. */
function rowsOf(text: string, separator: string): Row[] {
  const rows: Row[] = [];
  let row: Row = { line: 1, cells: [''] };
  let line = 1;
  let isQuoted = false;
  const add = (character: string) => {
    row.cells[row.cells.length - 1] += character;
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '\n') line += 1;
    if (isQuoted && character === '"' && text[at + 1] === '"') {
      add('"');
      at += 1;
    } else if (isQuoted) {
      if (character === '"') isQuoted = false;
      else add(character);
    } else if (character === '"' && row.cells.at(-1)?.trim() === '') isQuoted = true;
    else if (character === separator) row.cells.push('');
    else if (character === '\n') {
      rows.push(row);
      row = { line, cells: [''] };
    } else add(character);
  }
  return [...rows, { ...row, isOpen: isQuoted }].filter(({ cells }) =>
    cells.some((cell) => cell.trim() !== ''),
  );
}

function promptIn(object: Record<string, unknown> | undefined): string | undefined {
  const written = object?.prompt ?? object?.text;
  return typeof written === 'string' && written.trim() !== '' ? written : undefined;
}

function objectOf(line: string): Record<string, unknown> | undefined {
  if (!line.trimStart().startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

const shortened = (text: string) => text.replace(/\s+/g, ' ').trim().slice(0, CATEGORY_MAX_LENGTH).trim();
