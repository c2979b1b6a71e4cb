/** An origin as browsers send it, such as `https://example.com:8443`, or `*` for all. */
export const isOrigin = (text: string): boolean => /^(\*|https?:\/\/[^\s/]+)$/.test(text);
