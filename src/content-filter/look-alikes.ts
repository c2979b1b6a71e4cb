import { unicodePattern } from '../lib/unicode-pattern.ts';

/**
 * Letters of other alphabets that look like Latin ones, as NFKD leaves them. From Unicode's confusables
 * (https://www.unicode.org/Public/security/, UTS #39) and the table of the package `confusables` (MIT), letters and
 * currency signs only, completed by small capitals.
 */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  a: 'Λƛɐɑɒαадձᕱᗅᗩᴀᶏᶐ₳ⱥⲁꓮꭺꭿ',
  b: 'ßþƀƃƅɓɮʙβбвъьѣҍյ฿ᏼᑲᑳᑾᑿᒀᒁᒂᒈᔎᕹᕺᖚᖯᗷᗸᗹᗽᗾᗿᙖᙗᙘᙝᙞᙟᛒᴃᶀⲃꓐꞵꮟ',
  c: '¢ƈȼɔʗͼϛсҁҫշᑕᑖᑡᑢᑣᑤᑥᑦᒼᔍᙅᥴᴄ₡₵ↄⲥꓚꮯ',
  d: 'ðđƌɖɗδԁԃժᑯᑰᑱᑺᑻᑼᑽᒄᗞᗟᗠᗪᗫᗬᴅᴆᵭᶁᶑ₫ꓒꓓꭰꮷ',
  e: 'ΣΞǝɇɘɛεезэєҽҿԑᕮᥱᧉᴇᶒ€ⲉⴹꂅꓰꬲꭼ',
  f: 'ƒʃʄϝբքᖴᵮᶂẝ₣ⅎꊰꓝꜰꞙꬵ',
  g: 'ƍǥɠɡɢʛԍցᏻᘜᧁᶃ₲ꓖꮐ',
  h: 'Ηħƕɥɦɧʜнђћңҥһӈӊԋիհᏺᑋᕼᗁᚺⱨⲏꓧꚕꮋꮒ',
  i: 'ıɨɪιіߊᑊᛁᥣᵻᵼᶖⲓⵏꀤꓲꙇꭵꮖ',
  j: 'ȷɉʆʖʝϳјղᒍᒎᒏᒘᒙᒚᒛᒴᒵᴊꓙꭻ',
  k: 'ĸƙʞκϗкқҝҟҡӄᛕᴋᶄ₭ⱪⲕꓗꝁꮶ',
  l: 'łƚǀɩɫɭʅʟλӏլնւᒪᒫᒶᒷᒸᒹᒺᒻᣳᥧᥨⱡⳑꓡꓶꮮ',
  m: 'ɱμϻмӎᗰᘻᙏᙢᛖᴍᵯᶆ₥ⲙꓟꭑꮇ',
  n: 'Νŋƞȵɲɳɴηπилпҋԉդոռᑎᥒᥢᥥᴎᴒᴨᴻᵰᶇ₦ⲛꓠ',
  o: 'Ω¤øɵʘθοφϙофѳѻөծփօᐤᥲᦞᴏᴑⲟⴱⵁⵔꄲꓳꝋꬽꬾꭴꮎꮻ',
  p: 'ƥƿρрҏրᑬᑭᑮᑶᑷᑸᑹᣖᴘᴩᵽ₱ⲣꓑꮲ',
  q: 'ɋʠԛգզᑫⵕ',
  r: 'ɍɹɼɽɾʀʁгяґғᖇᚱᣴᥬᴙᴚᴦᵲᶉⲅꓣꭇꭈꭱꮁꮢ',
  s: 'ƽȿʂςσѕտֆގᔕᔖᔡᔢᔣᔤᣵᵴᶊꇙꓢꜱꮥꮪ',
  t: 'ŧƫƭȶʇʈτϯтҭեէᐪᴛᵵ₮ⱦⲧꓔꭲ',
  u: 'ʉʊʋυцմսᑌᑗᑘᑧᘮᙀᥔᥙᥩᴜᵾᶙꓴꓵꞟꭎꭒꮜ',
  v: 'ʌνѵᐯᐺᐻᘁᴠⴸꓦꛟꮩ',
  w: 'ɯʍωшщѡѽѿԝաᗯᘺᙎᙡᥕᴡ₩ⱳꓪꝡꮃꮤ',
  x: 'χжхҳӽӿᕁᕽᚷᶍⲭⵝꊼꓫꭓ',
  y: 'Υ¥ƴɏɣʎʏγϥучүұվᶌỿⲩꓬꭚꭹꮍ',
  z: 'ƶȥɀʐʑζᙆᴢᵶᶎⱬꓜꮓ',
};

/** Greek letters that are written for one letter by their looks and for another by their sound: the latter. */
const GREEK_BY_SOUND: Readonly<Record<string, string>> = { γ: 'g', ν: 'n', π: 'p', ρ: 'r', ω: 'o' };
/** Some of which may be meant by their looks and others by their sound, in one text. */
const MOST_MIXED = 3;

/** Alphabets of which each letter is one character: flags, and white on black in circles and squares. */
const ENCLOSED_A = [0x1f1e6, 0x1f150, 0x1f170];

/** Letters that show nothing: Hangul fillers and the empty Braille pattern. */
const BLANKS = /[\u115f\u1160\u2800\u3164\uffa0]/g;

/** Accents and other marks on letters, and characters that only format. */
const MARKS = unicodePattern(String.raw`[\p{M}\p{Cf}]`);

const BEYOND_ASCII = /[^\0-\x7f]/;

let latinOf: Map<string, string> | undefined;

/** The text in small Latin letters, as far as a reader would take its letters for such, without what nobody sees. */
export function foldLookAlikes(text: string): string[] {
  // Most prompts need no tables of Unicode.
  if (!BEYOND_ASCII.test(text)) return [text.toLowerCase()];
  latinOf ??= new Map(
    Object.entries(LOOK_ALIKES).flatMap(([latin, others]) =>
      [...others].map((other) => [other, latin] as const),
    ),
  );
  const letters = Array.from(text, revealed).join('').normalize('NFKD');
  const seen = letters.replace(MARKS(), '').replace(BLANKS, '');
  const read = (bySound: ReadonlySet<string>) =>
    Array.from(seen, (letter) => (bySound.has(letter) && GREEK_BY_SOUND[letter]) || latin(letter)).join('');
  return [
    ...new Set(choices(Object.keys(GREEK_BY_SOUND).filter((letter) => seen.includes(letter))).map(read)),
  ];
}

/** Which letters are read by their sound: none, all, or, where that is not too much to try, any. */
function choices(letters: readonly string[]): ReadonlySet<string>[] {
  if (letters.length > MOST_MIXED) return [new Set(), new Set(letters)];
  return Array.from(
    { length: 2 ** letters.length },
    (_, choice) => new Set(letters.filter((_letter, at) => ((choice >> at) & 1) === 1)),
  );
}

/** A capital may look like another letter than its small form does: `Η`, `η`. */
function latin(letter: string): string {
  const small = letter.toLowerCase();
  return latinOf?.get(letter) ?? latinOf?.get(small) ?? small;
}

/** Spaces so narrow that a word stays one to the eye; from here on a tab, which does the same. */
const NARROW_SPACE = /^[\u2000-\u200a\u202f\u205f]$/;

/** Tag characters spell ASCII invisibly (U+E0020 to U+E007E); models read them. */
function revealed(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0xe0020 && code <= 0xe007e) return String.fromCodePoint(code - 0xe0000);
  if (NARROW_SPACE.test(character)) return '\t';
  const first = ENCLOSED_A.find((a) => code >= a && code < a + 26);
  return first === undefined ? character : String.fromCodePoint(0x61 + code - first);
}
