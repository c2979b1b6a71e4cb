import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

interface Package {
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Package;
const main = read('package.json');
const tools = readdirSync('tools', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => `tools/${name}`);
const packages = ['.', 'frontend', 'layers/sharp', ...tools];

describe('package.json', () => {
  it.each(packages)('of %s pins exact versions', (folder) => {
    const { dependencies, devDependencies } = read(`${folder}/package.json`);
    const versions = Object.values({ ...dependencies, ...devDependencies });
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  it('starts jest in one place', () => {
    const starts = Object.values(main.scripts ?? {}).filter((script) => script.includes('jest/bin'));
    expect(starts).toHaveLength(1);
  });

  it('leaves what only one command needs to tools/', () => {
    const own = new Set(
      tools.flatMap((folder) => Object.keys(read(`${folder}/package.json`).dependencies ?? {})),
    );
    expect(own).toContain('lighthouse');
    const installed = Object.keys({ ...main.dependencies, ...main.devDependencies });
    expect(installed.filter((name) => own.has(name))).toEqual([]);
  });
});

describe('package-lock.json', () => {
  it.each(['.', 'layers/sharp', ...tools])('of %s names no registry', (folder) => {
    expect(readFileSync(`${folder}/package-lock.json`, 'utf8')).not.toMatch(/"resolved": "https?:/);
  });

  it.each(['.', ...tools])('of %s is written without one by npm install', (folder) => {
    expect(readFileSync(`${folder}/.npmrc`, 'utf8')).toMatch(/^omit-lockfile-registry-resolved=true$/m);
  });
});

describe('.nvmrc', () => {
  it('names the Node that the project installs', () => {
    expect(readFileSync('.nvmrc', 'utf8').trim()).toBe(main.devDependencies?.node);
  });
});
