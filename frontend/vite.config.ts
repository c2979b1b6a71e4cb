import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, loadEnv, type Plugin, type ProxyOptions } from 'vite';
import { parse } from 'yaml';

/** The page's own host is kept, or the local stack would take its requests for those of another site. */
const PROXY: ProxyOptions = {
  target: 'http://127.0.0.1:3000',
  changeOrigin: false,
  // `/shared/{linkId}`, `/board` and those of lists are pages, too.
  bypass: ({ url, headers }) =>
    /^\/(shared\/|board(\?|$)|lists([/?]|$))/.test(url ?? '') && headers.accept?.includes('text/html')
      ? '/index.html'
      : undefined,
};

/** Modules of the first script that later parts use, too. */
const SHARED =
  /node_modules\/(react|@tanstack\/(react-query|query-core))\/(?!.*nfinite)|src\/(config|lib\/(api|session|store|i18n\/(first-en|i18n|plural)))\.tsx?$/;

/** Every path of the contract, as the dev server's proxy wants them: `^/status/[^/]+$`. */
function contractPaths(): string[] {
  const contract: { paths: object } = parse(
    readFileSync(join(import.meta.dirname, '../openapi.yaml'), 'utf8'),
  );
  return Object.keys(contract.paths).map((path) => `^${path.replaceAll(/\{[^}]*\}/g, '[^/?]+')}(\\?|$)`);
}

/**
 * The built page carries its own content security policy, so that it applies on any static host.
 * Pictures come from the stack's CDN, whose name only the API knows: hence `https:`.
 */
function contentSecurityPolicy(apiEndpoint: string, environment: string): Plugin {
  const api = apiEndpoint === '' ? '' : ` ${new URL(apiEndpoint).origin}`;
  // On the own machine an issuer has no TLS; the local stack's own header names the one that is allowed.
  const loopback = environment === 'local' ? ' http://127.0.0.1:* http://localhost:*' : '';
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' blob: data: https:${api}`,
    `connect-src 'self' https:${api}${loopback}`,
    "font-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: policy },
        injectTo: 'head-prepend',
      },
    ],
  };
}

/** Nothing is shown before the models are known, so they are asked for while the script is still on its way. */
function earlyModels(apiEndpoint: string): Plugin {
  return {
    name: 'early-models',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'link',
        attrs: { rel: 'preload', as: 'fetch', href: `${apiEndpoint}/models`, crossorigin: 'anonymous' },
        injectTo: 'head',
      },
    ],
  };
}

export default defineConfig(({ mode, command }) => {
  const env = loadEnv(mode, import.meta.dirname);
  return {
    root: import.meta.dirname,
    plugins: [
      react(),
      contentSecurityPolicy(env.VITE_API_ENDPOINT ?? '', env.VITE_ENVIRONMENT ?? ''),
      earlyModels(env.VITE_API_ENDPOINT ?? ''),
    ],
    // React has had this hook itself since version 18.
    resolve: { alias: { 'use-sync-external-store/shim/index.js': 'react' } },
    build: {
      target: 'es2023',
      cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      manifest: true,
      rolldownOptions: {
        output: {
          // What the start shares with later parts comes as one file: each more waits for a turn on a slow connection.
          codeSplitting: { groups: [{ name: 'shared', test: SHARED }] },
        },
      },
    },
    server: {
      proxy: command === 'serve' ? Object.fromEntries(contractPaths().map((path) => [path, PROXY])) : {},
    },
    preview: { port: 4173, strictPort: true },
  };
});
