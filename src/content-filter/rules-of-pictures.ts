import { words } from './words.ts';

/**
 * What is refused besides where pictures are handed in, because they may show people who were not asked: undressing them, and making
 * them sexual. Words that pass elsewhere, such as those of fashion and classical art, do not pass here. The form of a
 * term is that of `rules.ts`.
 */
export const refusedOfPictures = (): readonly string[] =>
  words(`
  |naked|, |nude|, |nudes|, |nudity|, |nudist, |topless|, |bottomless|, |undress, |unclothed|, |unclothe|, |disrobe, |bare chested|,
  |stripped|, |strip her|, |strip him|, |strip them|, |strip off|, |strips off|, |shirtless|,
  |no clothes|, |no clothing|, |without clothes|, |without clothing|, |without any clothes|, |without her clothes|,
  |without his clothes|, |without their clothes|, |without a shirt|, |without her shirt|, |without a bra|, |without her bra|,
  |without underwear|, |without a top|, |without her top|, |without her dress|, |without a dress|,
  |top off her|, |remove the top|, |x ray clothes|, |xray clothes|, |deepnude|, |wet t shirt, |wet shirt, |wet blouse, |see through shirt|,
  |see through dress|, |see through top|, |see through clothes|, |see through clothing|, |sheer lingerie|, |transparent clothes|,
  |transparent dress|, |transparent shirt|, |transparent top|, |chest bare|, |chest bigger|, |bust bigger|, |breasts bigger|,
  |white liquid on her|, |white fluid on her|, |sticky liquid on her|, |sticky fluid on her|, |white sticky|, |handcuffed to a bed|,
  |handcuffed to the bed|, |tied to a bed|, |tied to the bed|,
  |lingerie|, |underwear|, |panties|, |thong|, |g string bikini|, |micro bikini|, |bikini|, |in a bra|, |only a bra|,
  |sexy|, |sexier|, |sexily|, |sexual|, |sexualize|, |sexualise|, |seductive|, |seductively|, |sensual|, |erotically|, |aroused|,
  |bigger breasts|, |larger breasts|, |bigger boobs|, |bigger chest|, |larger chest|, |bigger bust|, |larger bust|, |bigger butt|,
  |larger butt|, |bigger bottom|, |cleavage|, |breasts|, |nipples|, |nipple|, |deepfake|, |deep fake|
`);

/** Where such a word is meant in another way. */
export const INNOCENT_OF_PICTURES: readonly string[] = [
  'naked eye',
  'naked mole',
  'naked tree',
  'naked branch',
  'nude lipstick',
  'nude nails',
  'nude colour',
  'nude color',
  'nude tone',
  'stripped paint',
  'stripped-down design',
  ...[
    'left',
    'right',
    'banner',
    'bar',
    'corner',
    'half',
    'part',
    'text',
    'border',
    'edge',
    'row',
    'line',
    'shelf',
    'floor',
    'layer',
  ].map((thing) => `remove the top-${thing}`),
  'transparent top layer',
  'thong sandals',
  'cleavage of the rock',
  'nipple of the bottle',
  'nude-coloured',
  'nude-colored',
  'stripped wood',
  'bikini bottom',
  'bikini atoll',
  'chicken breasts',
  'deep fake fur',
];
