// How many prompts of a file the content filter refuses, and which: npm run filter -- prompts.txt [--passed]
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createContentFilter } from '../src/content-filter/content-filter.ts';

const USAGE = `npm run filter -- FILE… [--passed]
  FILE      one prompt on each line, or a JSON list of prompts if its name ends in .json
  --passed  show the prompts that pass instead of those that are refused`;

interface Prompt {
  line: number;
  text: string;
}

/** The prompts of a file; empty lines count as lines only. */
function promptsOf(file: string): Prompt[] {
  const text = readFileSync(file, 'utf8');
  const texts = file.endsWith('.json') ? (JSON.parse(text) as string[]) : text.split(/\r?\n/);
  return texts
    .map((prompt, index) => ({ line: index + 1, text: prompt }))
    .filter((prompt) => prompt.text.trim() !== '');
}

function report(file: string, showPassed: boolean): void {
  const { isBlocked } = createContentFilter();
  const prompts = promptsOf(file);
  const refused = prompts.filter((prompt) => isBlocked(prompt.text));
  const share = prompts.length === 0 ? 0 : (100 * refused.length) / prompts.length;
  console.info(`${file}: ${refused.length} of ${prompts.length} refused (${share.toFixed(1)} %)`);
  const shown = showPassed ? prompts.filter((prompt) => !refused.includes(prompt)) : refused;
  for (const { line, text } of shown) console.info(`  ${line}: ${text}`);
}

const { values, positionals } = parseArgs({
  options: { passed: { type: 'boolean', default: false } },
  allowPositionals: true,
});
if (positionals.length === 0) {
  console.error(USAGE);
  process.exitCode = 2;
}
for (const file of positionals) report(file, values.passed);
