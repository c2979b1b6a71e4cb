import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { loadTemplate } from '../../local/template/load.ts';
import { listOf, mapOrEmpty } from '../../local/template/value.ts';
import { catalogRows, vendorOf } from '../../src/catalog/lookup.ts';
import { dayWindow, tableKeys } from '../../src/store/table-keys.ts';
import { sourceFiles } from '../helpers/source-tree.ts';

const page = readFileSync('docs/privacy.md', 'utf8');

/** Written by versions before; nothing of people. */
const OLD_PREFIXES = ['idempotency/'];

describe('docs/privacy.md', () => {
  it('names every prefix of the bucket', () => {
    const configuration = mapOrEmpty(
      loadTemplate('template.yaml').resources.ImagesBucket?.Properties.LifecycleConfiguration,
    );
    const prefixes = listOf(configuration.Rules)
      .map((rule) => mapOrEmpty(rule).Prefix)
      .filter((prefix) => typeof prefix === 'string')
      .filter((prefix) => !OLD_PREFIXES.includes(prefix));
    expect(prefixes.length).toBeGreaterThan(4);
    expect(prefixes.filter((prefix) => !page.includes(`\`${prefix}\``))).toEqual([]);
  });

  it('names every kind of item of the table', () => {
    const day = dayWindow(0);
    const { times, ...others } = tableKeys;
    const keys = [
      times('1-a', 'a', day),
      ...Object.values(others).map((keyOf) => (keyOf as (...parts: unknown[]) => string)(day, day)),
    ];
    const kinds = keys.map((key) => `${key.split('#')[0]}#`);
    expect(kinds.filter((kind) => !page.includes(`\`${kind}\``))).toEqual([]);
  });

  it('names every vendor, and where its requests go', () => {
    const labels = catalogRows().map(({ provider }) => vendorOf(provider)?.label ?? '');
    expect([...new Set(labels)].filter((label) => !page.includes(label))).toEqual([]);
    const hosts = sourceFiles('src/providers').flatMap(({ text }) =>
      [...text.matchAll(/(?:BASE_URL =|baseUrl:) 'https:\/\/([^/']+)/g)].map(([, host]) => host ?? ''),
    );
    expect(hosts.length).toBeGreaterThan(8);
    expect(hosts.filter((host) => !page.includes(host))).toEqual([]);
  });
});
