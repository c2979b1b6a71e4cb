/** Stretches of a key shorter than this are ordinary words. */
const WINDOW = 8;

/** What counts of a text when it is compared with a key: first with its dashes, then letters and digits alone. */
const ALPHABETS = [/[a-z0-9_-]/, /[a-z0-9]/];

/**
 * Replaces every stretch of the text that also stands in a secret by `[key]`, however it is disguised: with other
 * characters between its own (spaces, commas, invisible ones), in full-width letters, in capitals, as HTML entities,
 * `\u0073`, `\163`, `%2D` or `=2D` escapes, in base64, base32 or hexadecimal, backwards or in ROT13.
 */
export function withoutSecrets(text: string, secrets: readonly (string | undefined)[]): string {
  const known = secrets.map((secret) => secret?.trim() ?? '').filter((secret) => secret.length >= 4);
  const [short, long] = [
    known.filter((secret) => secret.length < WINDOW),
    known.filter((secret) => secret.length >= WINDOW),
  ];
  const clean = short.reduce((left, secret) => left.replaceAll(secret, '[key]'), text);
  if (long.length === 0) return clean;
  return ALPHABETS.flatMap((alphabet) => SPELLINGS.map((spelling) => ({ alphabet, spelling }))).reduce(
    (left, { alphabet, spelling }) => cut(left, long, alphabet, spelling),
    clean,
  );
}

function cut(text: string, secrets: readonly string[], alphabet: RegExp, spelling: RegExp): string {
  const windows = new Set<string>();
  for (const form of secrets.flatMap(formsOf)) {
    const letters = lettersOf(form, alphabet, ANY_CHARACTER).map(({ letter }) => letter);
    for (let at = 0; at + WINDOW <= letters.length; at += 1)
      windows.add(letters.slice(at, at + WINDOW).join(''));
  }
  const letters = lettersOf(text, alphabet, spelling);
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
  const backwards = [...secret].reverse().join('');
  return [secret, backwards, rot13(secret), bytes.toString('hex'), ...base64, base32(bytes)];
}

const rot13 = (text: string) =>
  text.replace(/[a-z]/gi, (letter) => {
    const first = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(first + ((letter.charCodeAt(0) - first + 13) % 26));
  });

/** RFC 4648, without its padding. */
function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return bits.replace(
    /.{1,5}/g,
    (five) => 'abcdefghijklmnopqrstuvwxyz234567'[Number.parseInt(five.padEnd(5, '0'), 2)] ?? '',
  );
}

interface Letter {
  letter: string;
  /** Where it stands in the text, escapes included. */
  from: number;
  to: number;
}

const ANY_CHARACTER = /[\s\S]/gu;
/** One character as written: an escape, or any other. Apart from quoted-printable, since keys stand behind `=` as they are. */
const SPELLINGS = [
  /&#x0*([0-9a-f]{1,6});?|&#0*(\d{1,7});?|\\u\{0*([0-9a-f]{1,6})\}|(?:\\|%)u(?:0000)?([0-9a-f]{4})|\\x([0-9a-f]{2})|%(?:25)*([0-9a-f]{2})|\\([0-3]?[0-7]{2})|[\s\S]/giu,
  /=([0-9a-f]{2})|[\s\S]/giu,
];

/** Every character of the alphabet in small letters, with escapes and full-width letters undone. */
function lettersOf(text: string, alphabet: RegExp, spelling: RegExp): Letter[] {
  const letters: Letter[] = [];
  for (const found of text.matchAll(spelling)) {
    const [written, hexEntity, entity, braced, unicode, byte, percent, octal] = found;
    const hex = hexEntity ?? braced ?? unicode ?? byte ?? percent;
    const code = Number.parseInt(hex ?? octal ?? entity ?? '', hex ? 16 : octal ? 8 : 10);
    const character = code <= 0x10ffff ? String.fromCodePoint(code) : written;
    for (const letter of character.normalize('NFKC').toLowerCase()) {
      if (alphabet.test(letter))
        letters.push({ letter, from: found.index, to: found.index + written.length });
    }
  }
  return letters;
}
