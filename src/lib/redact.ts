import { withoutSecrets } from './secret-spans.ts';

/**
 * Cuts out of a text what must not be published: the secrets given, in every disguise of `secret-spans.ts`, and what
 * looks like a key of any vendor.
 */
export function withoutKeys(text: string, secrets: readonly (string | undefined)[] = []): string {
  return replaced(withoutSecrets(text, secrets), KEY_RULES);
}

/** Also cuts out what identifies a request, an account, a machine or a person. */
export function withoutIdentifiers(text: string): string {
  return replaced(text, IDENTIFIER_RULES);
}

type Rules = readonly (readonly [RegExp, string])[];

function replaced(text: string, rules: Rules): string {
  return rules.reduce((clean, [pattern, replacement]) => clean.replace(pattern, replacement), text);
}

const KEY_RULES: Rules = [
  [/\bBearer\s+[^\s"',;]+/gi, '[key]'],
  [/\b(?:sk|pk|rk|bfl|xai|gsk|tgp|r8|hf|fal|ark)[-_](?=[a-z_-]*\d)[a-z0-9_-]{6,}/gi, '[key]'],
  [/\b(?:AIza|AKIA|ASIA)[A-Za-z0-9_-]{8,}/g, '[key]'],
];

const IDENTIFIER_RULES: Rules = [
  [/\b(?:[a-z][a-z0-9+.-]{1,20}:\/\/|www\.)[^\s"'<>)\]}]+/gi, '[address]'],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '[e-mail]'],
  [/\b(?:sk|key)[-_][A-Za-z0-9_-]{6,}/gi, '[key]'],
  // A key shown in part: with bullets, or with an ellipsis.
  [/[\w-]*(?:\*{3,}|\u2022{2,})[\w*\u2022-]*/g, '[key]'],
  [/[A-Za-z0-9_-]{2,}(?:\u2026|\.{3})[A-Za-z0-9_-]{2,}/g, '[key]'],
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
  // Long random words: letters and digits mixed, as no language writes them.
  [/(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[A-Za-z0-9_]{20,}(?![\w-])/g, '[id]'],
  [/(?<![\w-])(?=[\w-]*\d[\w-]*\d[\w-]*\d)(?=[\w-]*[A-Za-z])[A-Za-z0-9_-]{28,}(?![\w-])/g, '[id]'],
];
