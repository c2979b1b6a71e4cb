import { unicodePattern } from '../../lib/unicode-pattern.ts';
import type { Color } from './color.ts';
import { hashText } from './random.ts';

/** What an instruction does to every pixel. */
export interface Look {
  /** Every colour goes towards shades of this one. */
  tint: Color | undefined;
  isGrey: boolean;
  /** What red, green and blue are multiplied with. */
  light: Color;
}

/** How a style does it: how far, and in how many steps of each channel. */
export interface Hand {
  strength: number;
  levels: number | undefined;
}

/** Words for colours, and which one they mean. */
const TINTS: readonly (readonly [words: string, tint: Color])[] = [
  ['red scarlet crimson ruby fire rot rote roten', [214, 40, 40]],
  ['orange autumn copper rust herbst', [232, 126, 36]],
  ['yellow gold golden sand desert gelb gold', [236, 196, 52]],
  ['green emerald forest moss spring grün wald', [52, 150, 76]],
  ['teal turquoise cyan aqua sea ocean türkis meer', [28, 158, 168]],
  ['blue navy ice icy winter snow snowy blau winter schnee', [58, 110, 210]],
  ['purple violet lilac lavender dusk lila violett', [126, 70, 186]],
  ['pink rose magenta blossom rosa', [226, 96, 156]],
  ['brown wood earth sepia vintage old braun alt', [140, 96, 56]],
];
const GREY = wordSet('grey gray monochrome black noir grau schwarzweiß schwarz');
const NIGHT = wordSet('night dark darker midnight evening moon moonlight nacht dunkel dunkler abend');
const DAY = wordSet(
  'day bright brighter sun sunny sunrise morning noon summer light tag hell heller sonnig sommer',
);

const WORDS = unicodePattern(String.raw`\p{L}+`);

const PLAIN: Color = [1, 1, 1];
const MOONLIGHT: Color = [0.3, 0.36, 0.62];
const SUNLIGHT: Color = [1.28, 1.2, 1.02];

/** What the words ask for. Where none is known, the whole instruction chooses a colour, so that something changes. */
export function lookOf(instruction: string): Look {
  const words = instruction.toLowerCase().match(WORDS()) ?? [];
  const has = (known: ReadonlySet<string>) => words.some((word) => known.has(word));
  const light = has(NIGHT) ? MOONLIGHT : has(DAY) ? SUNLIGHT : PLAIN;
  const named = TINTS.filter(([known]) => has(wordSet(known)));
  // The last colour named is the one that is wanted: "make the red hat blue".
  const last = words.findLast((word) => named.some(([known]) => wordSet(known).has(word)));
  const tint = named.find(([known]) => last !== undefined && wordSet(known).has(last))?.[1];
  const isGrey = tint === undefined && has(GREY);
  if (tint !== undefined || isGrey || light !== PLAIN) return { tint, isGrey, light };
  const [, chosen] = TINTS[hashText(instruction) % TINTS.length] ?? [];
  return { tint: chosen, isGrey, light };
}

/** Changes the pixels in place: red, green and blue, one after the other. */
export function applyLook(
  pixels: Uint8Array,
  { tint, isGrey, light }: Look,
  { strength, levels }: Hand,
): void {
  const tables = tint && [0, 1, 2].map((channel) => shades(tint[channel as 0 | 1 | 2]));
  for (let at = 0; at < pixels.length; at += 3) {
    const brightness = Math.round(
      0.299 * (pixels[at] ?? 0) + 0.587 * (pixels[at + 1] ?? 0) + 0.114 * (pixels[at + 2] ?? 0),
    );
    for (let channel = 0; channel < 3; channel += 1) {
      const before = pixels[at + channel] ?? 0;
      const target = isGrey ? brightness : (tables?.[channel]?.[brightness] ?? before);
      const after = (before + (target - before) * strength) * (light[channel as 0 | 1 | 2] ?? 1);
      pixels[at + channel] = Math.min(255, levels === undefined ? after : stepped(after, levels));
    }
  }
}

/** For each brightness one channel of the colour: from black over the colour itself to white. */
function shades(part: number): number[] {
  return Array.from({ length: 256 }, (_, brightness) =>
    brightness <= 128 ? (part * brightness) / 128 : part + ((255 - part) * (brightness - 128)) / 127,
  );
}

const stepped = (value: number, levels: number) =>
  (Math.round((Math.min(255, value) / 255) * (levels - 1)) / (levels - 1)) * 255;

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
