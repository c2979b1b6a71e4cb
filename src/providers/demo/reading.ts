import { unicodePattern } from '../../lib/unicode-pattern.ts';
import { PALETTES, type Palette } from './palettes.ts';
import type { Random } from './random.ts';

/** What a landscape shows besides its hills. */
export type Motif = 'snow' | 'sea' | 'forest' | 'city' | 'desert' | 'rain' | 'birds' | 'night' | 'sun';

const MOTIF_WORDS: Record<Motif, string> = {
  snow: 'snow snowy winter ice icy frozen frost arctic polar christmas blizzard penguin',
  sea: 'sea ocean beach lake river water island wave boat ship fish whale dolphin harbor harbour lagoon',
  forest: 'forest wood woods tree pine jungle fox bear wolf deer owl leaf autumn cabin elf park',
  city: 'city street town skyline building tower neon cyberpunk robot car tokyo paris york london urban',
  desert: 'desert sand dune canyon camel pyramid cactus mars sahara',
  rain: 'rain rainy storm stormy thunder umbrella wet monsoon',
  birds: 'bird birds sky eagle gull crow raven swallow flying flight dragon parrot free',
  night: 'night midnight star stars starry moon space galaxy cosmic dark planet astronaut',
  sun: 'sun sunny sunrise sunset summer golden dawn dusk warm bright morning evening',
};

/** What the prompt says to a style that understands only words it knows. */
export interface Reading {
  palette: Palette;
  motifs: ReadonlySet<Motif>;
}

/**
 * Picks colours by the words of the prompt, never those that the negative prompt names; among equals, and where no
 * word is known, the seed decides.
 */
export function readPrompt(prompt: string, negativePrompt: string | undefined, random: Random): Reading {
  const words = wordsOf(prompt);
  const avoided = wordsOf(negativePrompt ?? '');
  const rated = PALETTES.map((palette) => {
    const known = wordsOf(palette.words);
    const unwanted = avoided.has(palette.name) || overlap(known, avoided) > 0;
    return { palette, score: unwanted ? -1 : overlap(known, words) + random.next() / 2 };
  });
  const [best] = rated.toSorted((a, b) => b.score - a.score);
  const motifs = (Object.keys(MOTIF_WORDS) as Motif[]).filter((motif) => {
    const known = wordsOf(MOTIF_WORDS[motif]);
    return overlap(known, words) > 0 && overlap(known, avoided) === 0;
  });
  return {
    palette: best?.palette ?? random.pick(PALETTES as [Palette, ...Palette[]]),
    motifs: new Set(motifs),
  };
}

const WORDS = unicodePattern(String.raw`\p{L}+`);

/** Lower-case words, each also without a plural s. */
function wordsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(WORDS()) ?? [];
  return new Set(words.flatMap((word) => [word, word.replace(/s$/, '')]));
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let count = 0;
  for (const word of a) if (b.has(word)) count += 1;
  return count;
}
