/** An origin as browsers send it, such as `https://example.com:8443`, or `*` for all; `https://*.example.com` is not one. */
export function isOrigin(text: string): boolean {
  if (text === '*') return true;
  return /^https?:/.test(text) && !text.includes('*') && URL.canParse(text) && new URL(text).origin === text;
}
