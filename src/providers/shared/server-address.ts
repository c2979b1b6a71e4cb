/** `http://localhost:8080` and `http://localhost:8080/v1` mean the same to the person who wrote it. */
export function versionedBase(baseUrl: string, version = 'v1'): string {
  const trimmed = baseUrl.replace(/\/+$/, '');
  return new URL(trimmed).pathname === '/' ? `${trimmed}/${version}` : trimmed;
}

/** Self-hosted servers often have no key. */
export function bearer(key: string | undefined): Record<string, string> {
  return key === undefined || key.trim() === '' ? {} : { authorization: `Bearer ${key.trim()}` };
}

/**
 * Whether the key may go to an address that a reply names: to https hosts under the vendor's domain, and to the
 * owner's own server.
 * @param domain such as `bfl.ai`
 */
export function mayHaveKey(address: string, domain: string, baseUrl: string | undefined): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return false;
  if (baseUrl !== undefined && url.origin === new URL(baseUrl).origin) return true;
  const isTheirs = url.hostname === domain || url.hostname.endsWith(`.${domain}`);
  return url.protocol === 'https:' && url.port === '' && isTheirs;
}
