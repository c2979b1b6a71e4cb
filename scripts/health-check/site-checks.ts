import { readFileSync } from 'node:fs';
import type { Check } from './check.ts';
import { request } from './request.ts';

/** Prefixes of the bucket that CloudFront must not serve. */
const PRIVATE = ['jobs', 'open', 'releases', 'gallery', 'idempotency'];

/**
 * The page, a deep link, the headers that CloudFront has to add, and what it must not serve.
 * @param indexFile the page that has to be served, byte for byte
 */
export function siteChecks(site: string, indexFile: string | undefined): Check[] {
  const page = async (path: string) => {
    // As a browser asks for a page.
    const answer = await request('GET', `${site}${path}`, { headers: { Accept: 'text/html' } });
    const type = answer.headers.get('content-type') ?? 'no type';
    if (answer.status !== 200 || !type.startsWith('text/html')) {
      throw new Error(`answered ${answer.status} ${type}, expected a page`);
    }
    return answer;
  };
  return [
    {
      name: 'The site',
      repeatable: true,
      holds: async () => {
        const { headers } = await page('/');
        for (const name of ['content-security-policy', 'x-content-type-options']) {
          if (!headers.has(name)) throw new Error(`the header ${name} is missing`);
        }
        return undefined;
      },
    },
    ...(indexFile === undefined
      ? []
      : [
          {
            name: 'The site is that of this release',
            repeatable: true,
            holds: async () => {
              const { text } = await page('/');
              if (text !== readFileSync(indexFile, 'utf8')) throw new Error('another page is served');
              return undefined;
            },
          },
        ]),
    {
      name: 'A deep link of the site',
      repeatable: true,
      holds: async () => {
        await page('/gallery');
        return undefined;
      },
    },
    {
      name: 'What is private stays private',
      repeatable: false,
      holds: async () => {
        for (const prefix of PRIVATE) {
          const { status } = await request('GET', `${site}/${prefix}/history.json`);
          if (status !== 403 && status !== 404) throw new Error(`/${prefix}/ answered ${status}`);
        }
        return undefined;
      },
    },
  ];
}
