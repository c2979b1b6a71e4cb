/** Six colours that go together, from darkest to lightest, and one that stands out. */
export interface Palette {
  name: string;
  deep: string;
  dark: string;
  mid: string;
  bright: string;
  light: string;
  accent: string;
  /** Words of a prompt that call for it. */
  words: string;
}

/** [name, deep, dark, mid, bright, light, accent, words] */
const ROWS: readonly (readonly [string, string, string, string, string, string, string, string])[] = [
  [
    'ember',
    '#1a0b12',
    '#5b1026',
    '#c1272d',
    '#f2672a',
    '#ffd9a0',
    '#2f8f8b',
    'red scarlet crimson ruby fire flame ember lava hot passion rose fox blood volcano autumn tomato',
  ],
  [
    'dusk',
    '#120c2c',
    '#3b1c5a',
    '#8f3b8a',
    '#f0708a',
    '#ffd0b5',
    '#3fb6c9',
    'purple violet magenta lilac lavender dusk sunset evening dream dreamy magic magical wizard witch romantic',
  ],
  [
    'lagoon',
    '#04182b',
    '#0b4a6f',
    '#1297a8',
    '#5fd6c4',
    '#e2f7ea',
    '#ff8a5b',
    'teal turquoise cyan aqua sea ocean beach island water fish whale dolphin wave surf underwater boat ship',
  ],
  [
    'glacier',
    '#0a1628',
    '#1f4068',
    '#4f86b8',
    '#a5cde6',
    '#f4f9fd',
    '#e4572e',
    'snow snowy ice icy winter cold frost frozen glacier polar arctic penguin white mountain alpine',
  ],
  [
    'forest',
    '#0b1a14',
    '#1e4634',
    '#3f7d4e',
    '#9cc46b',
    '#f1efcf',
    '#d95d39',
    'green emerald forest wood jungle tree moss leaf garden frog nature grass meadow deer bear elf',
  ],
  [
    'desert',
    '#2a1510',
    '#7a3b1e',
    '#c9793a',
    '#efb765',
    '#fbeacb',
    '#2a7f86',
    'orange brown desert sand dune canyon clay rust lion camel tiger pyramid mars earth terracotta',
  ],
  [
    'honey',
    '#2b1d05',
    '#8a5a0a',
    '#e0a211',
    '#ffd23f',
    '#fff6d2',
    '#2f4b9c',
    'yellow gold golden sun sunny sunrise summer honey bee wheat bright light lemon warm dog',
  ],
  [
    'blossom',
    '#2a1022',
    '#7b2a52',
    '#d9608f',
    '#f7a6bd',
    '#fdeef0',
    '#4a8f6d',
    'pink cherry blossom flower floral love spring soft cute sweet kitten candy rabbit sakura',
  ],
  [
    'midnight',
    '#060914',
    '#121f45',
    '#2d4d8f',
    '#7d9fd9',
    '#e9eefb',
    '#f6c453',
    'blue navy indigo night midnight star starry moon space cosmic galaxy planet astronaut rain storm',
  ],
  [
    'neon',
    '#0b0620',
    '#2b0a5a',
    '#d4138a',
    '#19d3f0',
    '#f6f0ff',
    '#b8ff3c',
    'neon cyber cyberpunk city robot future futuristic electric synthwave machine laser hacker tokyo street',
  ],
  [
    'noir',
    '#101214',
    '#33383d',
    '#7b8288',
    '#c3c8cb',
    '#f5f4f0',
    '#c8102e',
    'black gray grey monochrome minimal minimalist noir ink fog mist shadow dark silver ghost raven gothic',
  ],
  [
    'pastel',
    '#28304a',
    '#5b6c9a',
    '#94b8c9',
    '#f4c7ab',
    '#fff5ea',
    '#e27d60',
    'pastel calm gentle baby watercolor watercolour peaceful quiet serene morning cloud sky cat balloon',
  ],
  [
    'copper',
    '#0f1e22',
    '#244b4f',
    '#b0663a',
    '#e0a878',
    '#f4e7d3',
    '#6fb7ae',
    'copper bronze steampunk castle old vintage ancient knight dragon ruin temple medieval portrait owl',
  ],
  [
    'citrus',
    '#0e2a22',
    '#146b52',
    '#f28c28',
    '#ffd166',
    '#fff8e3',
    '#ef476f',
    'fruit lime citrus tropical party happy fun parrot playful colorful colourful vibrant carnival toy',
  ],
];

export const PALETTES: readonly Palette[] = ROWS.map(
  ([name, deep, dark, mid, bright, light, accent, words]) => ({
    name,
    deep,
    dark,
    mid,
    bright,
    light,
    accent,
    words,
  }),
);
