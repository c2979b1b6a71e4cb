/** How much of a vendor's own words a person gets to read. */
const MAX_LENGTH = 300;

/** How much of it is looked at, so that no text can keep the patterns busy. */
const MAX_READ = 2000;

/** Windows of a key shorter than this are ordinary words. */
const KEY_WINDOW = 8;

/**
 * A vendor's text made fit for people: keys (whole, in part or masked, as in `sk-…abcd`), request, organisation and
 * other ids, addresses and e-mails are cut out, white space is folded and the length capped.
 */
export function redact(text: string, secrets: readonly (string | undefined)[] = []): string {
  let clean = beginning(text).replace(/[\p{Cc}\p{Cf}\p{Z}\s]+/gu, ' ');
  for (const secret of secrets) clean = withoutSecret(clean, secret?.trim() ?? '');
  for (const [pattern, replacement] of RULES) clean = clean.replace(pattern, replacement);
  clean = clean.trim();
  return clean.length <= MAX_LENGTH ? clean : `${clean.slice(0, MAX_LENGTH - 1).trimEnd()}…`;
}

const RULES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:[a-z][a-z0-9+.-]{1,20}:\/\/|www\.)[^\s"'<>)\]}]+/gi, '[address]'],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '[e-mail]'],
  [/\bBearer\s+[^\s"',;]+/gi, '[key]'],
  // Bullets and an ellipsis.
  [/[\w-]*(?:\*{3,}|\u2022{2,})[\w*\u2022-]*/g, '[key]'],
  [/[A-Za-z0-9_-]{2,}(?:\u2026|\.{3})[A-Za-z0-9_-]{2,}/g, '[key]'],
  [/\b(?:sk|pk|rk|bfl|xai|gsk|key|tgp|r8)[-_][A-Za-z0-9_-]{6,}/gi, '[key]'],
  [/\b(?:AIza|AKIA|ASIA)[A-Za-z0-9_-]{8,}/g, '[key]'],
  [
    /\b(?:req|request|org|organization|proj|project|user|acct|resp|chatcmpl|img|run|trace)[-_:][A-Za-z0-9_-]*\d[A-Za-z0-9_-]*/gi,
    '[id]',
  ],
  [/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi, '[id]'],
  [/\barn:[^\s"',;]+/gi, '[id]'],
  [/(?<![\w.])\[?(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4}\]?(?![\w:])/gi, '[address]'],
  [/(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?(?![\w.])/g, '[address]'],
  [
    /\b(?:[a-z0-9-]+\.)+(?:com|ai|net|org|io|dev|app|cloud|internal|local)\b(?::\d+)?(?:\/[^\s"'<>)\]}]*)?/gi,
    '[address]',
  ],
  // What is left of long random words: letters and digits mixed, as no language writes them.
  [/(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[A-Za-z0-9_]{20,}(?![\w-])/g, '[id]'],
  [/(?<![\w-])(?=[\w-]*\d[\w-]*\d[\w-]*\d)(?=[\w-]*[A-Za-z])[A-Za-z0-9_-]{28,}(?![\w-])/g, '[id]'],
];

/** No half word at its end, which might be half a key. */
function beginning(text: string): string {
  return text.length <= MAX_READ ? text : text.slice(0, MAX_READ).replace(/\S*$/, '');
}

/** Cuts every stretch of the text that also stands in the secret and is long enough to be no accident. */
function withoutSecret(text: string, secret: string): string {
  if (secret.length < KEY_WINDOW) return secret.length < 4 ? text : text.replaceAll(secret, '[key]');
  const windows = new Set<string>();
  for (let start = 0; start + KEY_WINDOW <= secret.length; start += 1) {
    windows.add(secret.slice(start, start + KEY_WINDOW));
  }
  let clean = '';
  let keyUntil = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (windows.has(text.slice(at, at + KEY_WINDOW))) {
      if (at >= keyUntil) clean += '[key]';
      keyUntil = at + KEY_WINDOW;
    }
    if (at >= keyUntil) clean += text[at];
  }
  return clean;
}
