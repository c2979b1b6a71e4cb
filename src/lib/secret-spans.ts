/** Stretches of a key shorter than this are ordinary words. */
const WINDOW = 8;

/** What counts of a text when it is compared with a key: first with its dashes, then letters and digits alone. */
const ALPHABETS = [/[a-z0-9_-]/, /[a-z0-9]/];

/**
 * Replaces every stretch of the text that also stands in a secret by `[key]`, however it is disguised: with other
 * characters between its own (spaces, commas, invisible ones), in full-width letters, in capitals, as HTML entities,
 * `\u0073` or `%2D` escapes, in base64 or in hexadecimal.
 */
export function withoutSecrets(text: string, secrets: readonly (string | undefined)[]): string {
  const known = secrets.map((secret) => secret?.trim() ?? '').filter((secret) => secret.length >= 4);
  const [short, long] = [
    known.filter((secret) => secret.length < WINDOW),
    known.filter((secret) => secret.length >= WINDOW),
  ];
  const clean = short.reduce((left, secret) => left.replaceAll(secret, '[key]'), text);
  return long.length === 0 ? clean : ALPHABETS.reduce((left, alphabet) => cut(left, long, alphabet), clean);
}

function cut(text: string, secrets: readonly string[], alphabet: RegExp): string {
  const windows = new Set<string>();
  for (const form of secrets.flatMap(formsOf)) {
    const letters = lettersOf(form, alphabet).map(({ letter }) => letter);
    for (let at = 0; at + WINDOW <= letters.length; at += 1)
      windows.add(letters.slice(at, at + WINDOW).join(''));
  }
  const letters = lettersOf(text, alphabet);
  const plain = letters.map(({ letter }) => letter).join('');
  let clean = '';
  let copied = 0;
  for (let at = 0; at + WINDOW <= plain.length; at += 1) {
    if (!windows.has(plain.slice(at, at + WINDOW))) continue;
    const from = letters[at]?.from ?? 0;
    if (from >= copied) clean += `${text.slice(copied, from)}[key]`;
    copied = letters[at + WINDOW - 1]?.to ?? text.length;
  }
  return clean + text.slice(copied);
}

/** How a vendor might write the secret. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  // Base64 differs by where in a group of three bytes the secret begins; what its neighbours decide is left out.
  const base64 = [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    return encoded.slice(offset === 0 ? 0 : offset + 1, -1);
  });
  return [secret, bytes.toString('hex'), ...base64];
}

interface Letter {
  letter: string;
  /** Where it stands in the text, escapes included. */
  from: number;
  to: number;
}

/** One character as written: an escape, or any other. */
const CHARACTER =
  /&#x([0-9a-f]{1,6});?|&#(\d{1,7});?|\\u\{([0-9a-f]{1,6})\}|\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|%([0-9a-f]{2})|[\s\S]/giu;

/** Every character of the alphabet in small letters, with escapes and full-width letters undone. */
function lettersOf(text: string, alphabet: RegExp): Letter[] {
  const letters: Letter[] = [];
  for (const found of text.matchAll(CHARACTER)) {
    const [written, hexEntity, entity, braced, unicode, byte, percent] = found;
    const hex = hexEntity ?? braced ?? unicode ?? byte ?? percent;
    const code = hex !== undefined ? Number.parseInt(hex, 16) : Number(entity ?? Number.NaN);
    const character = code <= 0x10ffff ? String.fromCodePoint(code) : written;
    for (const letter of character.normalize('NFKC').toLowerCase()) {
      if (alphabet.test(letter))
        letters.push({ letter, from: found.index, to: found.index + written.length });
    }
  }
  return letters;
}
