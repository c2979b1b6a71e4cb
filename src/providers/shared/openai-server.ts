/** Own servers often have no key. */
export function bearer(key: string | undefined): Record<string, string> {
  return key === undefined || key.trim() === '' ? {} : { authorization: `Bearer ${key.trim()}` };
}

/** `http://localhost:8080` and `http://localhost:8080/v1` mean the same to the person who wrote it. */
export function versionedBase(baseUrl: string): string {
  const trimmed = baseUrl.replace(/\/+$/, '');
  return new URL(trimmed).pathname === '/' ? `${trimmed}/v1` : trimmed;
}
