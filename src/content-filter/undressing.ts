import { createTermFinder, type Reading } from './terms.ts';
import { words } from './words.ts';

/** Two kinds of words with nothing but small words in between. */
interface PhraseRule {
  first: readonly string[];
  last: readonly string[];
  between: RegExp;
}

const whole = (text: string): string[] => words(text).map((term) => `|${term}|`);

const GARMENTS = whole(`
  clothes, clothing, outfit, outfits, garment, garments, attire, shirt, shirts, blouse, blouses, t shirt, tshirt, dress,
  dresses, skirt, skirts, pants, trousers, shorts, bra, bras, bikini, bikinis, swimsuit, swimsuits, swimwear, underwear, panties,
  lingerie, leotard, gown, robe, bathrobe, her top, his top, what she is wearing, what he is wearing, what they are wearing
`);

/** Garments that nobody wears, and parts of garments. */
const NO_GARMENTS = words(
  'clothes, clothing, shirt, dress, skirt, pants, robe, outfit, gown, bikini',
).flatMap((garment) =>
  words(`
      line, rack, hanger, peg, pin, store, shop, form, code, logo, stain, wrinkle, crease, button, pocket, collar, sleeve, pattern,
      print, text, label, tag, hook, on-the-line, on-the-floor, on-the-chair, from-the-line, from-the-clothesline, from-the-floor,
      from-the-chair, off-white
    `).map((thing) => `|${garment}-${thing}`),
);

const PEOPLE = words(`
  woman, women, man, men, girl, girls, boy, boys, lady, person, people, model, models, couple, everyone, everybody, subject
`);

/** @param others words that may stand there, too */
const only = (others: readonly string[]): RegExp =>
  new RegExp(`^(?:[\\s,'\\u2019-]|\\b(?:${others.join('|')})\\b)*$`);

const SMALL = words(`
  all, of, off, away, the, her, his, their, its, my, your, this, that, these, those, some, any, every, each, both, a, an, s, and,
  remaining, entire, whole, just, only, completely, fully, slowly, wet, white, black, red, blue, tight
`);

const RULES: readonly PhraseRule[] = [
  {
    first: whole(`
      remove, removes, removing, removed, take off, takes off, taking off, took off, pull off, pulls off, pulling off, rip off,
      rips off, tear off, tears off, delete, deletes, erase, erases, erasing, get rid of, getting rid of, lose, drop, cut off,
      cut away, edit out, photoshop out, without, strip off, strips off
    `),
    last: GARMENTS,
    between: only([...SMALL, ...PEOPLE]),
  },
  {
    first: GARMENTS,
    last: whole(`
      off, gone, removed, disappear, disappears, vanish, vanishes, transparent, translucent, see through, sheer, invisible, taken off,
      deleted, erased, falling off, slipping off, into skin, with skin, into bare skin, with bare skin, with nothing
    `),
    between: only(
      words(`
        is, are, be, being, to, look, looks, become, becomes, get, gets, go, goes, all, come, comes, completely, fully, totally,
        entirely, slightly, half, partly, very, more
      `),
    ),
  },
  {
    first: words(`
      lift, lifts, lifting, lift up, lifts up, pull, pulls, pull up, pulls up, pull down, pulls down, unbutton, unbuttons, unzip,
      unzips, open, opens, rip, rips, tear, tears, undo, undoes, hike up
    `).flatMap((verb) => ['her', 'his', 'their'].map((whose) => `|${verb} ${whose}|`)),
    last: GARMENTS,
    between: only(SMALL),
  },
  {
    first: whole('strip, strip down, strips, stripping, unclothe, disrobe, undress'),
    last: whole('her, him, them').concat(PEOPLE.map((person) => `|${person}|`)),
    between: only(SMALL),
  },
  {
    first: whole('bare, expose, exposes, reveal, reveals, uncover, show off, show'),
    last: whole('her chest, his chest, her bust, her bottom, her butt'),
    between: /^\s*$/,
  },
];

/**
 * Whether a text asks that somebody in a picture be undressed: what is done, then to which clothes or whom. A list of
 * whole phrases would miss the next verb.
 */
export function createUndressingCheck(): (reading: Reading) => boolean {
  const checks = RULES.map(({ first, last, between }) => ({
    first: createTermFinder(first, NO_GARMENTS),
    last: createTermFinder(last, NO_GARMENTS),
    between,
  }));
  return (reading) =>
    checks.some(({ first, last, between }) => {
      const ends = last(reading);
      if (ends.length === 0) return false;
      return first(reading).some((a) =>
        ends.some((b) => a.end <= b.start && between.test(reading.text.slice(a.end, b.start))),
      );
    });
}
