import type { Check } from './check.ts';
import { request } from './request.ts';

/** Asks until there is an answer whether people have to sign in; releases before that have no such route. */
export function closedness(api: string): () => Promise<boolean> {
  let known: boolean | undefined;
  return async () => {
    if (known === undefined) {
      const { json } = await request('GET', `${api}/access`);
      known = typeof json?.mode === 'string' && json.mode !== 'open';
    }
    return known;
  };
}

const PICTURE = '/images/00000000-0000-4000-8000-000000000000/1-health-check.png';
const FORGED = `?e=4102444800&s=${'A'.repeat(43)}`;

/** In a closed stack, CloudFront has to refuse addresses that are not signed, by itself and with a key of its own. */
export function pictureChecks(site: string, isClosed: () => Promise<boolean>): Check[] {
  const check = (name: string, address: string): Check => ({
    name,
    repeatable: true,
    holds: async () => {
      if (!(await isClosed())) return 'not in an open stack';
      const { status, headers } = await request('GET', `${site}${address}`);
      const guard = headers.get('x-picture-guard');
      if (guard === 'no key') {
        throw new Error(
          'ImageGuardFunction has no key: CloudFormation has not put it in (docs/troubleshooting.md)',
        );
      }
      // A key that does not exist is a 403 of the bucket, which proves nothing.
      if (status !== 403 || guard !== 'no signature') {
        throw new Error(`answered ${status} by ${guard === null ? 'the bucket' : `the guard (${guard})`}`);
      }
      return undefined;
    },
  });
  return [
    check('Pictures need a signed address', PICTURE),
    check('Pictures need a true signature', `${PICTURE}${FORGED}`),
  ];
}
