/**
 * What is refused besides where pictures are handed in, because they may show people who were not asked: undressing them, and making
 * them sexual. Words that pass elsewhere, such as those of fashion and classical art, do not pass here. The form of a
 * term is that of `rules.ts`.
 */
export const refusedOfPictures = (): readonly string[] =>
  `
  |naked|, |nude|, |nudes|, |nudity|, |nudist, |topless|, |bottomless|, |undress, |unclothed|, |unclothe|, |disrobe, |bare chested|,
  |stripped|, |strip her|, |strip him|, |strip them|, |strip off|, |strips off|, |shirtless|,
  |no clothes|, |no clothing|, |without clothes|, |without clothing|, |without any clothes|, |without her clothes|,
  |without his clothes|, |without their clothes|, |without a shirt|, |without her shirt|, |without a bra|, |without her bra|,
  |without underwear|, |without a top|, |without her top|, |without her dress|, |without a dress|,
  |clothes off|, |clothing off|, |clothes removed|, |clothing removed|, |shirt off|, |dress off|, |bra off|, |top off her|, |pants off|,
  |remove the clothes|, |remove clothes|, |remove clothing|, |remove the clothing|, |remove all clothes|, |remove their clothes|,
  |remove his clothes|, |remove her clothing|, |remove his clothing|, |remove her dress|, |remove the dress|, |remove her shirt|,
  |remove his shirt|, |remove the shirt|, |remove her top|, |remove the top|, |remove her bra|, |remove the bra|, |remove her bikini|,
  |remove the bikini|, |remove her swimsuit|, |remove the swimsuit|, |remove her underwear|, |remove the underwear|, |remove her pants|,
  |remove his pants|, |removing her clothes|, |removing clothes|, |removing his clothes|, |take off the clothes|, |take off clothes|,
  |take off his clothes|, |take off his shirt|, |take off the shirt|, |take off their shirts|, |take off his pants|, |take off the dress|, |take off their clothes|, |take off her dress|, |take off her shirt|, |take off her top|, |take off her bra|,
  |take her clothes off|, |take his clothes off|, |take their clothes off|,
  |see through clothes|, |see through clothing|, |see through dress|, |see through shirt|, |see through top|, |transparent clothes|,
  |transparent dress|, |transparent shirt|, |transparent top|, |sheer lingerie|, |x ray clothes|, |xray clothes|,
  |lingerie|, |underwear|, |panties|, |thong|, |g string bikini|, |micro bikini|, |bikini|, |in a bra|, |only a bra|,
  |sexy|, |sexier|, |sexily|, |sexual|, |sexualize|, |sexualise|, |seductive|, |seductively|, |sensual|, |erotically|, |aroused|,
  |bigger breasts|, |larger breasts|, |bigger boobs|, |bigger chest|, |larger chest|, |bigger bust|, |larger bust|, |bigger butt|,
  |larger butt|, |bigger bottom|, |cleavage|, |breasts|, |nipples|, |nipple|, |deepfake|, |deep fake|
`
    .trim()
    .split(/,\s+/);

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
  'stripped wood',
  'bikini bottom',
  'bikini atoll',
  'chicken breasts',
  'deep fake fur',
];
