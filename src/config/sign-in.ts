import { ACCESS_MODES } from '../contract/constants.ts';
import type { AccessMode, AccessResponse } from '../contract/index.ts';

/** Who may use the stack: everybody, or people whom an OpenID Connect issuer knows. */
export type Access = { mode: 'open' } | ClosedAccess;

export interface ClosedAccess extends SignIn {
  mode: Exclude<AccessMode, 'open'>;
}

export interface SignIn {
  /** Exactly as the issuer writes it, with or without a slash at its end. */
  issuer: string;
  /** The page's id at the issuer. */
  clientId: string;
  /** Of access tokens; ID tokens are taken if `undefined`. */
  audience: string | undefined;
  /** What the page asks for. */
  scopes: string;
  /** Where a token says what its person is: a name such as `groups`, or a path such as `realm_access.roles`. */
  roleClaim: string | undefined;
  /** Values that make an admin. */
  adminValues: readonly string[];
  /** Values that let people in; nothing is asked for if there are none. */
  memberValues: readonly string[];
  /** In lower case; addresses of these domains get in, any address if there are none. */
  allowedEmailDomains: readonly string[];
}

const DEFAULT_SCOPES = 'openid email profile';
const TEXTS = ['issuer', 'clientId', 'audience', 'scopes', 'roleClaim'] as const;
const LISTS = ['adminValues', 'memberValues', 'allowedEmailDomains'] as const;

/** Issuers that give a token to everybody who asks. */
const PUBLIC_HOST =
  /(?:^|\.)(?:accounts\.google\.com|auth0\.com|appleid\.apple\.com|gitlab\.com|facebook\.com)$/;
const ENTRA = /^(?:login\.microsoftonline\.com|sts\.windows\.net)$/;
/** Tenants of Entra that stand for many: their tokens name other issuers. */
const MANY_TENANTS = /^\/(?:common|organizations|consumers|(?:\{|%7b)tenant(?:id)?(?:\}|%7d))(?:\/|$)/i;
/** The tenant of everybody with an account at Microsoft. */
const PERSONAL_TENANT = '9188040d-6c67-4c5b-b112-36a304b66dad';

/**
 * Reads the parameters `Access` and `SignIn`. What could let in everybody, or nobody, is a fault.
 * @param signIn JSON, or what JSON stands for
 */
export function parseAccess(mode: string, signIn: unknown): { access: Access; faults: string[] } {
  if (mode === 'open') return { access: { mode }, faults: [] };
  const closed = ACCESS_MODES.find((each): each is ClosedAccess['mode'] => each === mode && each !== 'open');
  if (closed === undefined) {
    return { access: { mode: 'open' }, faults: [`Access must be one of ${ACCESS_MODES.join(', ')}.`] };
  }
  const faults: string[] = [];
  const fields = fieldsOf(signIn, faults);
  const text = (name: (typeof TEXTS)[number]) => {
    const value = fields[name];
    if (value === undefined) return undefined;
    if (typeof value === 'string' && /^[!-~](?:[ -~]{0,398}[!-~])?$/.test(value)) return value;
    faults.push(`SignIn: ${name} must be a text of 1 to 400 printable ASCII characters.`);
    return undefined;
  };
  const list = (name: (typeof LISTS)[number]) => {
    const value = fields[name] ?? [];
    if (
      Array.isArray(value) &&
      value.every((item) => typeof item === 'string' && item.trim() === item && item !== '')
    )
      return value as string[];
    faults.push(`SignIn: ${name} must be a list of texts.`);
    return [];
  };
  const parsed: SignIn = {
    issuer: text('issuer') ?? '',
    clientId: text('clientId') ?? '',
    audience: text('audience'),
    scopes: text('scopes') ?? DEFAULT_SCOPES,
    roleClaim: text('roleClaim'),
    adminValues: list('adminValues'),
    memberValues: list('memberValues'),
    allowedEmailDomains: list('allowedEmailDomains').map((domain) => domain.toLowerCase()),
  };
  // One thing after the other: what is missing is not also malformed.
  if (faults.length === 0) faults.push(...faultsOf(closed, parsed));
  return { access: { mode: closed, ...parsed }, faults };
}

function fieldsOf(signIn: unknown, faults: string[]): Record<string, unknown> {
  let value = signIn ?? '';
  if (typeof value === 'string') {
    if (value.trim() === '') return {};
    try {
      value = JSON.parse(value);
    } catch {
      faults.push('SignIn is not valid JSON.');
      return {};
    }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    faults.push('SignIn must be a JSON object.');
    return {};
  }
  const known: readonly string[] = [...TEXTS, ...LISTS];
  for (const name of Object.keys(value)) {
    if (!known.includes(name))
      faults.push(`SignIn has no field ${name.slice(0, 60)}; it has ${known.join(', ')}.`);
  }
  return value as Record<string, unknown>;
}

function faultsOf(mode: ClosedAccess['mode'], signIn: SignIn): string[] {
  const { clientId, audience, scopes, roleClaim, adminValues, memberValues, allowedEmailDomains } = signIn;
  const faults = [...issuerFaults(mode, signIn)];
  if (clientId === '')
    faults.push(`SignIn: Access is ${mode}, so clientId is needed: the id of the page at the issuer.`);
  if (audience !== undefined && audience === clientId) {
    faults.push(
      'SignIn: audience must not be the clientId, or ID tokens and access tokens could not be told apart; leave it out to take ID tokens.',
    );
  }
  if (!scopes.split(' ').includes('openid')) faults.push('SignIn: scopes must have openid among them.');
  if (roleClaim === undefined && adminValues.length + memberValues.length > 0) {
    faults.push('SignIn: adminValues and memberValues need roleClaim, the name of the claim that has them.');
  }
  for (const domain of allowedEmailDomains) {
    if (!/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}$/.test(domain))
      faults.push(`SignIn: allowedEmailDomains must list domains such as example.org, but has "${domain}".`);
  }
  return faults;
}

function issuerFaults(
  mode: ClosedAccess['mode'],
  { issuer, memberValues, allowedEmailDomains }: SignIn,
): string[] {
  if (issuer === '')
    return [`SignIn: Access is ${mode}, so issuer is needed: the address of the OpenID Connect issuer.`];
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined;
  // The characters that the site's content security policy could not take.
  const isPlain =
    url !== undefined && !/[\s;,'"\\?#]/.test(issuer) && url.username === '' && url.password === '';
  if (!isPlain || !(url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)))) {
    return [`SignIn: issuer must be an https address without a query, but is "${issuer}".`];
  }
  if (ENTRA.test(url.hostname) && MANY_TENANTS.test(url.pathname)) {
    return [
      'SignIn: this issuer of Entra stands for every tenant. Name that of your own: https://login.microsoftonline.com/<tenant id>/v2.0.',
    ];
  }
  if (isPublic(url) && memberValues.length + allowedEmailDomains.length === 0) {
    return [
      `SignIn: everybody can have an account at ${url.hostname}, and could spend your money. Say who may come in: allowedEmailDomains, or memberValues with roleClaim.`,
    ];
  }
  return [];
}

const isPublic = ({ hostname, pathname }: URL) =>
  PUBLIC_HOST.test(hostname) || (ENTRA.test(hostname) && pathname.includes(PERSONAL_TENANT));

/** This machine: an issuer beside the local stack. */
export const isLoopback = (hostname: string): boolean =>
  /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);

/** What everybody may know of it. */
export function publicAccess(access: Access): AccessResponse {
  if (access.mode === 'open') return { mode: 'open' };
  const { mode, issuer, clientId, scopes, audience } = access;
  return { mode, issuer, clientId, scopes, ...(audience !== undefined && { audience }) };
}
