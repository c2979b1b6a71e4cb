import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { checkRead } from '../s3/conditions.ts';

interface Page {
  data: Buffer;
  zipped: Buffer | undefined;
  etag: string;
}

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};
const COMPRESSED = new Set(['.css', '.html', '.js', '.json', '.map', '.svg', '.txt', '.webmanifest']);
const zip = promisify(gzip);

/** The built front end, as CloudFront serves `site/`: addresses without a file extension are pages of one document. */
export function createSite(
  folder: () => string,
  headers: Record<'pages' | 'shared', Record<string, string>>,
) {
  const pages = new Map<string, Page>();

  async function load(path: string): Promise<Page | undefined> {
    const file = join(folder(), normalize(path));
    if (!file.startsWith(folder() + sep)) return undefined;
    const known = pages.get(file);
    if (known) return known;
    try {
      const data = await readFile(file);
      const zipped = COMPRESSED.has(extname(file)) ? await zip(data) : undefined;
      const page = { data, zipped, etag: `"${createHash('md5').update(data).digest('hex')}"` };
      pages.set(file, page);
      return page;
    } catch {
      return undefined;
    }
  }

  return {
    /** Answers `false`, and sends nothing, where the site has no such file or page. */
    async serve(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean> {
      if (request.method !== 'GET' && request.method !== 'HEAD') return false;
      const name = decode(path);
      if (name === undefined) return false;
      const isPage = !name.slice(name.lastIndexOf('/') + 1).includes('.');
      // Programs that ask for an unknown route get the API's 404, not a page.
      if (isPage && name !== '/' && !request.headers.accept?.includes('text/html')) return false;
      const file = isPage ? '/index.html' : name;
      const page = await load(file);
      if (!page) return false;
      const zipped =
        page.zipped !== undefined && /\bgzip\b/.test(request.headers['accept-encoding']?.toString() ?? '');
      const body = zipped && page.zipped ? page.zipped : page.data;
      const about: Record<string, string> = {
        ...(name.startsWith('/shared/') ? headers.shared : headers.pages),
        'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
        // Built assets carry their hash in the name; the document that names them must always be fresh.
        'cache-control': file.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        etag: page.etag,
        vary: 'Accept-Encoding',
        ...(zipped ? { 'content-encoding': 'gzip' } : {}),
      };
      if (request.headers['if-none-match'] !== undefined) {
        const current = { etag: page.etag, lastModified: 0 };
        if (checkRead({ 'if-none-match': request.headers['if-none-match'] }, current) === 'not-modified') {
          response.writeHead(304, about);
          response.end();
          return true;
        }
      }
      response.writeHead(200, { ...about, 'content-length': String(body.length) });
      response.end(request.method === 'HEAD' ? undefined : body);
      return true;
    },
    /** After a new build. */
    forget: () => pages.clear(),
  };
}

function decode(path: string): string | undefined {
  try {
    const decoded = decodeURIComponent(path);
    return decoded.includes('\0') || decoded.includes('\\') ? undefined : decoded;
  } catch {
    return undefined;
  }
}
