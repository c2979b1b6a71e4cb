import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { de } from '../../frontend/src/lib/i18n/de.ts';
import { en } from '../../frontend/src/lib/i18n/en.ts';

const FRONTEND = join(import.meta.dirname, '../../frontend');
const VITE = join(
  createRequire(join(FRONTEND, 'package.json')).resolve('vite/package.json'),
  '../bin/vite.js',
);
const LIMIT_BYTES = 120_000;

type Manifest = Record<
  string,
  { file: string; isEntry?: boolean; imports?: string[]; dynamicImports?: string[] }
>;

describe('The first load', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'pixel-prompt-size-'));
    const built = spawnSync(process.execPath, [VITE, 'build', '--outDir', folder, '--emptyOutDir'], {
      cwd: FRONTEND,
      encoding: 'utf8',
      // Jest sets `test`, which would bundle React's development build.
      env: { ...process.env, NODE_ENV: 'production' },
    });
    if (built.status !== 0) throw new Error(built.stderr);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** The scripts that the page asks for before anything is clicked. */
  function firstScripts(): string[] {
    const manifest: Manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8'));
    const files = new Set<string>();
    const add = (key: string) => {
      const chunk = manifest[key];
      if (!chunk || files.has(chunk.file)) return;
      files.add(chunk.file);
      chunk.imports?.forEach(add);
    };
    for (const [key, chunk] of Object.entries(manifest)) if (chunk.isEntry) add(key);
    return [...files];
  }

  it('needs at most 120 KB of JavaScript, gzipped', () => {
    const files = firstScripts();
    const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0);
    console.info(
      `first load: ${(bytes / 1000).toFixed(1)} kB of JavaScript, gzipped, in ${files.length} files`,
    );
    expect(files.length).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(LIMIT_BYTES);
  });

  it('has only the texts of the start, in one language', () => {
    const first = firstScripts()
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .join();
    const { app, run, gallery, failure } = en;
    expect(first).toContain(app.skip);
    expect(first).toContain(run.emptyTitle);
    const later = [gallery.emptyText, failure.text('TIMEOUT'), run.cancelHint, de.app.skip];
    expect(later.filter((text) => first.includes(text))).toEqual([]);
  });

  it('has nothing of signing in, which is a script of its own that only the page of a closed installation asks for', () => {
    const manifest: Manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8'));
    const entries = Object.entries(manifest);
    const [keys, spending, signIn, ...others] = entries
      .filter(([key]) => key.startsWith('src/features/sign-in/'))
      .sort(([a], [b]) => a.localeCompare(b));
    expect([keys?.[0], spending?.[0], signIn?.[0], ...others]).toEqual([
      'src/features/sign-in/components/keys-settings.tsx',
      'src/features/sign-in/components/spending-settings.tsx',
      'src/features/sign-in/sign-in.ts',
    ]);
    const askersOf = (name: string | undefined) =>
      entries.filter(([, { dynamicImports }]) => dynamicImports?.includes(name ?? '')).map(([key]) => key);
    for (const part of [keys, spending])
      expect(askersOf(part?.[0])).toEqual(['src/features/sign-in/sign-in.ts']);
    expect(askersOf(signIn?.[0])).toEqual(['index.html']);
    expect(firstScripts()).not.toContain(signIn?.[1].file);
    const text = (file: string) => readFileSync(join(folder, file), 'utf8');
    // Names that no minifier changes.
    expect(firstScripts().filter((file) => /code_challenge|refresh_token/.test(text(file)))).toEqual([]);
    expect(text(signIn?.[1].file ?? '')).toMatch(
      /code_challenge[\s\S]*refresh_token|refresh_token[\s\S]*code_challenge/,
    );
  });

  it('has no script, style or handler inside the page, and a policy that forbids them', () => {
    const html = readFileSync(join(folder, 'index.html'), 'utf8');
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\bstyle=|\son\w+=/);
    const policy =
      /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1]?.replaceAll('&#39;', "'") ??
      '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
  });
});
