import type { IncomingMessage } from 'node:http';

export interface Refusal {
  status: number;
  /** A sentence for people. */
  text: string;
}

/**
 * Why a request is refused before anybody looks at it: a page of another site must not reach this server through its
 * visitor's browser, neither directly nor under a host name of its own (DNS rebinding). Programs send neither `Origin`
 * nor `Sec-Fetch-Site`.
 * @param origins of other sites that the owner allows
 * @param doors paths of pages that may be opened from another site: where an issuer sends people back to
 */
export function refusalOf(
  { headers, method, url }: Pick<IncomingMessage, 'headers' | 'method' | 'url'>,
  origins: readonly string[] = [],
  doors: readonly string[] = [],
): Refusal | undefined {
  if (!isLoopbackHost(headers.host)) {
    return { status: 421, text: 'This server answers to 127.0.0.1 and localhost only.' };
  }
  const { origin } = headers;
  if (origin !== undefined) {
    const isAllowed = origin === `http://${headers.host}` || origins.includes(origin);
    return isAllowed ? undefined : FOREIGN;
  }
  const isOpened = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  if (isOpened && method === 'GET' && doors.includes(url?.split('?')[0] ?? '')) return undefined;
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'none' || site === 'same-origin' ? undefined : FOREIGN;
}

const FOREIGN: Refusal = {
  status: 403,
  text: 'Requests from pages of other sites are refused. Type the address into the browser instead of following a link.',
};

function isLoopbackHost(host: string | undefined): boolean {
  const name = (host ?? '').replace(/:\d+$/, '').toLowerCase();
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '[::1]' ||
    /^127(?:\.\d{1,3}){3}$/.test(name)
  );
}
