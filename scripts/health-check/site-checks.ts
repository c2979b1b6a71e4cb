import type { Check } from './check.ts';
import { request } from './request.ts';

/** The page, a deep link, and the headers that CloudFront has to add. */
export function siteChecks(site: string): Check[] {
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
    {
      name: 'A deep link of the site',
      repeatable: true,
      holds: async () => {
        await page('/gallery');
        return undefined;
      },
    },
  ];
}
