import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const pages = readdirSync('.', { recursive: false, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .concat(
    readdirSync('docs', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .map((name) => join('docs', name)),
  );
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

/** Files that a how-to has its reader create. */
const INVENTED = /acme|\bversion\b|describe-version/;

describe.each(pages)('%s', (page) => {
  const text = readFileSync(page, 'utf8');

  it('links to pages and files that exist', () => {
    const links = [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map(
      ([, target]) => target ?? '',
    );
    expect(links.filter((target) => !existsSync(join(dirname(page), target)))).toEqual([]);
  });

  it('names npm scripts that exist', () => {
    const named = [...text.matchAll(/npm run (?:--silent )?([a-z][\w:-]*)/g)].map(([, name]) => name ?? '');
    // `npm run build -w frontend` is a script of the front end.
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('names files that exist', () => {
    const named = [
      ...text.matchAll(/`((?:scripts|tests|docs|src|events|layers|\.github|\.ci)\/[\w./-]*\w)/g),
    ];
    const missing = named
      .map(([, path]) => path ?? '')
      .filter((path) => !existsSync(path) && !INVENTED.test(path));
    expect(missing).toEqual([]);
  });
});

it('docs/adding-a-route.md has a block for template.yaml as the functions that are there have it', () => {
  const template = readFileSync('template.yaml', 'utf8');
  const blocks = [...readFileSync('docs/adding-a-route.md', 'utf8').matchAll(/```yaml\n(.*?)```/gs)];
  const lines = blocks.flatMap(([, block = '']) => block.trimEnd().split('\n'));
  expect(lines.length).toBeGreaterThan(5);
  const missing = lines.filter((line) => !template.includes(`${line.replace('Version', 'Status')}\n`));
  expect(missing).toEqual([]);
});
