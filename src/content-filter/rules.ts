import { alwaysRefused, neverMeant } from './refused-words.ts';
import { words } from './words.ts';

/** Words that may not come together. `near` is the greatest number of characters between them; none: anywhere. */
export interface PairRule {
  name: string;
  one: readonly string[];
  other: readonly string[];
  near?: number;
  /** Phrases in which the words mean something else. */
  innocent: readonly string[];
  /** Contexts in which the whole rule is off. */
  unless: readonly string[];
}

export interface ContentRules {
  alwaysRefused: readonly string[];
  /** Ordinary words and phrases that contain one of those. A hit inside one of these counts for nothing. */
  neverMeant: readonly string[];
  pairs: readonly PairRule[];
}

/**
 * What the content filter looks for. In a term, `|` is the edge of a word, `[x]` an optional letter, and a space may also
 * be missing; letters may be repeated or replaced (`terms.ts`). An innocent phrase stands as it is: `|` is the edge of a
 * word, and `-` fits a hyphen, a space or nothing.
 *
 * The line: sexual acts, pornography, sexual violence, and anything sexual about minors are refused, and so is
 * nakedness of people, except in the words of classical art (a marble statue, a life drawing). Colours, fashion,
 * animals, food, places and anatomy of other kinds pass. English only; the vendors have filters of their own.
 */
export function contentRules(): ContentRules {
  const nudity = words(`
  |nude, |nudes, |nudity, |naked, |nakedness, |topless, |bottomless, |undressed, |unclothed, |disrobed,
  |disrobing, |undressing, |bare bottom, |nudist, |erect nipple, |strip naked|
`);

  /** Said of a person, nakedness; said of a closet, nothing. */
  const unclothed = words(`
  |no clothes|, |no clothing|, |without clothes|, |without clothing|, |without any clothes|, |without any clothing|,
  |wearing any clothes|, |wearing any clothing|, |full frontal|, |in the buff|, |takes off her clothes|, |took off her clothes|,
  |takes off his clothes|, |takes off their clothes|, |takes her clothes off|, |took her clothes off|, |has nothing on|, |with nothing on|
`);

  const fashionAndNature = words(`
  lipstick, lip, lips, shade, shades, makeup, make-up, make up, nail, nails, manicure, polish, color,
  colour, colored, coloured, colors, colours, tone, tones, toned, palette, heels, pumps, shoes, sandals,
  stiletto, dress, gown, tights, stockings, leather, suede, silk, satin, fabric, linen, knit, sweater,
  blouse, coat, trench, tulle, chiffon, beige, pink, eyeshadow, eye shadow, blush, foundation, gloss,
  matte, leotard, tutu, corset, bodice, skirt, swimsuit, bikini, background, backdrop, interior,
  yoga pants, yoga leggings, yoga mat, wall, slip, bodysuit, pointe, handbag, bag, illusion, undertone,
  undertones, mesh, leggings, blazer, jacket, trousers, cardigan, hoodie, pantyhose, hosiery, boots, flats, belt, hat, scarf, jumper,
  jumpsuit, suit
`)
    .map((thing) => `nude-${thing}`)
    .concat(
      words('salad, wound, wounds, doll, dolls, mannequin, mannequins, tree, christmas-tree, table').flatMap(
        (thing) =>
          ['undressing', 'undressing-a', 'undressing-the', 'undressing-her', 'undressing-his'].map(
            (verb) => `${verb}-${thing}`,
          ),
      ),
    );

  const bareThings = [
    ...words('pit, coffee, brunch, lake, sea, abyss, well, bag').map((thing) => `bottomless-${thing}`),
    ...words(
      'jeep, wrangler, car, convertible, roadster, bus, truck, double-decker, tower, tree, mountain, box, table',
    ).map((thing) => `topless-${thing}`),
  ];

  const nakedThings = words(`
  eye, eyes, rock, rocks, mountain, mountains, hill, hills, cliff, cliffs, stone, stones, earth, ground,
  soil, summit, stem, stems, twig, twigs, wood, steel, metal, mole, flame, flames, bulb, bulbs, tree,
  trees, branch, branches, truth, gun, lunch, cake, wire, wires, sword, blade, neck, lady orchid,
  man orchid, bike, motorcycle, mouse, mice, rat, rats, prawn, king prawn, lady, ravioli, burger, burgers,
  chicken, wings, juice, juices, latte, smoothie, pizza, pasta, burrito, taco, pie, bread, egg, wine, wedding cake, chef cookbook,
  city, sky, field, fields, oak, oaks, landscape, coast, island, sun, light, plant, plants, brick, concrete, singularity, necked, sphynx, dogs, dog, feet, foot
`).map((thing) => `naked-${thing}`);

  const innocentNearMinors = [
    ...words(`
    bird, birds, robin, sparrow, owl, pigeon, parrot, chick, mouse, mice, rat, rats, mole, hamster, rabbit, rabbits,
    bunny, squirrel, hedgehog, kangaroo, wombat, panda, elephant, elephants, animal, animals, bat, bats, seal, pig,
    piglet, goat
  `).map((animal) => `|baby-${animal}|`),
    ...words(`
    raincoat, rain coat, poncho, umbrella, umbrellas, backpack, tent, visor, mask, goggles, glass, window, windows,
    wall, door, curtain, curtains, bubble, box, jar, bottle, balloon, plastic, water, ice, screen, floor, bridge, roof, lid, the, a
  `).map((thing) => `see-through-${thing}|`),
    ...words('sandal, sandals, slipper, slippers, flip-flops').map((shoe) => `thong-${shoe}|`),
    ...words(`
    corn, husks, bark, leaves, paint, wallpaper, wire, wires, cable, cables, varnish, floors, thyme, kale, branches
  `).map((thing) => `stripping-${thing}|`),
  ];

  const colourPhrases = words(`
  in soft nude, in a soft nude, in warm nude, in a warm nude, nude ballet shoes, nude ballet flats,
  nude wedding dress, nude wedding gown, shades of nude, in nude and, nude and beige, nude and blush,
  nude and gold, nude and taupe, beige and nude, in matte nude, nude floor-length
`).concat(...['floor-length', 'matte'].map((thing) => `nude, ${thing}`));

  const people = words(`
  |woman, |women, |man|, |men|, |girl, |girls, |boy|, |boys|, |lady|, |ladies|, |female, |male|,
  |males|, |person, |people, |couple, |wife, |husband, |model|, |models|, |actress, |actor, |celebrit,
  |singer, |nurse, |teacher, |secretary, |student, |elf|, |body|, |bodies|, |she|, |her|, |he|, |him|,
  |selfie, |blonde, |brunette, |redhead, |dancer, |athlete, |lesbian, |queen|, |princess, |waitress,
  |neighbo[u]r, |maid|, |supermodel, |cosplay, |stripper|, |strippers|, |influencer, |streamer|, |idol|,
  |yoga|, |hiker, |tourist, |wrestler, |soldier, |goddess, |witch|, |vampire|, |nymph, |bride|, |mom|,
  |mother|, |stepmom, |sister|, |daughter, |girlfriend, |boyfriend, |roommate, |coworker, |doctor|,
  |policewoman, |librarian, |swimmer, |ballerina, |gymnast, |catgirl, |anime|, |waifu, |granny,
  |grandma, |stepsister, |taylor swift, |emma watson, |scarlett johansson, |kardashian, |jenner|,
  |billie eilish, |ariana grande, |selena gomez, |rihanna, |beyonce, |margot robbie, |gal gadot,
  |zendaya, |sydney sweeney, |jennifer lawrence, |angelina jolie, |megan fox, |natalie portman,
  |emma stone, |britney spears, |bent over|, |bending over|, |cheerleader, |nun|, |nuns|, |human,
  |guy|, |guys|, |gal|, |gals|, |dude, |dad|, |father, |uncle, |aunt|, |grandfather, |grandpa, |husband, |lover|, |lovers|, |mistress,
  |king|, |prince|, |knight|, |warrior, |priest, |monk|, |pirate, |chef|, |cop|, |officer, |policem, |fireman|, |firefighter,
  |pilot|, |astronaut, |engineer, |lawyer, |judge|, |boss|, |farmer, |cowboy, |cowgirl, |sailor, |fisherman|, |plumber, |barista,
  |bartender, |politician, |president|, |bodybuilder, |surfer, |runner|, |jogger, |skater, |fairy|, |mermaid, |angel|, |demon|,
  |succubus, |elves|, |barbarian, |viking, |samurai|, |ninja|, |geisha, |superhero, |family|, |families|, |crowd|, |everyone|,
  |everybody|, |someone|, |somebody|, |twins|, |teammate, |villager, |hippie,
  |babe|, |chick|, |femboy, |twink|, |bathroom mirror, |on the bed|, |in bed|, |in the shower
`);

  const classicalArt = words(`
  |sculpture, |statue, |statuette, |marble, |bronze|, |fresco, |life drawing, |figure drawing,
  |figure study, |figure studies, |anatomical study, |anatomy study, |anatomical drawing, |botticelli,
  |rodin|, |michelangelo, |titian|, |rubens|, |ingres|, |modigliani, |matisse, |picasso, |schiele,
  |klimt, |degas|, |renoir, |cezanne, |vitruvian, |venus de milo, |birth of venus, |cubist, |duchamp,
  |terracotta
`);

  const minors: readonly string[] = [
    ...words(`
    |child|, |children, |childlike, |kid|, |kids|, |toddler, |infant|, |infants|, |baby|, |babies|,
    |newborn, |minor|, |minors|, |underage, |under age|, |preteen, |pre teen|, |tween|, |tweens|,
    |teen|, |teens|, |teenage, |adolescent, |pubescent, |prepubescent, |schoolgirl, |school girl,
    |schoolboy, |school boy, |little girl, |little boy, |young girl, |young boy, |small girl,
    |small boy, |lolita, |kindergart, |preschool, |elementary school, |middle school, |high school,
    |highschool, |eighth grader, |seventh grader, |girl scout, |boy scout, |juvenile, |youngster,
    |cub scout, |first grader, |second grader, |third grader, |fourth grader, |fifth grader, |sixth grader, |ninth grader,
    |tenth grader
  `),
    ...words(`
    five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen, sixteen, seventeen
  `).map((age) => `|${age} year old`),
  ];

  const sexual = [
    ...nudity,
    ...words(`
    |sexy, |sexual, |sexuali, |seductive, |seducing, |seduce, |sensual, |provocatively,
    |provocative pose, |provocative outfit, |provocative cloth, |provocative teen, |provocative preteen,
    |provocative child, |provocative girl, |provocative boy, |suggestive pose, |suggestively, |lingerie,
    |panties|, |thong|, |fetish, |kinky, |stripping, |strip club, |undressing, |flashing her, |lustful,
    |lust|, |voluptuous, |busty, |cleavage, |see through, |without clothes, |no clothes, |intimate with,
    |making out, |in underwear|, |in her underwear, |in his underwear, |porno, |skimpy, |no underwear,
    |without underwear, |no panties, |no bra|
  `),
  ];

  const pairs: readonly PairRule[] = [
    {
      name: 'nakedness of people',
      one: people,
      other: nudity,
      near: 24,
      innocent: [...fashionAndNature, ...nakedThings, ...colourPhrases, ...bareThings],
      unless: classicalArt,
    },
    {
      name: 'people without clothes',
      one: [...people, '|portrait'],
      other: unclothed,
      near: 40,
      innocent: words(`
      in the buff-colo, with nothing on it, with nothing on the, with nothing on them, has nothing on it, has nothing on the, no clothes besides, no clothes except, no clothes but, no clothes shop, full frontal view, full frontal portrait,
      full frontal face, full frontal shot, full frontal angle, full frontal photo
    `),
      unless: classicalArt,
    },
    {
      name: 'minors',
      one: minors,
      other: sexual,
      innocent: [
        ...fashionAndNature,
        ...nakedThings,
        ...colourPhrases,
        ...bareThings,
        ...innocentNearMinors,
        ...words(`
        baby blue, baby pink, baby grand, kid leather, kid gloves, kid suede,
        kid goat, minor key, in a minor, in b minor, in c minor, in d minor, in e minor, in f minor,
        in g minor, minor scale, minor chord, ursa minor, minor details, minor imperfections,
        lust for life, fetish mask, fetish figure, fetish statue, fetish priest, african fetish,
        asia minor, canis minor, kinky hair, kinky curl, sexual health, sexual education,
        sexual orientation, sexual dimorphism, sexual reproduction, lustful for, wanderlust, paint stripping
      `),
      ],
      unless: [],
    },
  ];

  return { alwaysRefused: alwaysRefused(), neverMeant: neverMeant(), pairs };
}

/**
 * Ages and school years below 18 in figures: they count as minors, unless it is a drink or a cheese that is so old, or a
 * time that passed: a 12 year anniversary.
 */
export const AGE_PATTERN =
  /\b(?:[1-9]|1[0-2])(?:st|nd|rd|th)[\s-]grade(?:rs?)?\b|\b(?:aged|age of)\s+(?:[1-9]|1[0-7])\b(?!\s*years?)|\b(?:[1-9]|1[0-7])[\s-]*(?:years?|yrs?|yo|y\/o)\b(?!\W*(?:of (?:experience|service|marriage|work)|in business|later|ago|anniversary|anniversaries|warranty|apart|from now|reunion|contract|career)\b)(?!\W*(?:olds?\W*)?(?:aged|single\W*malt|malt|whisk|scotch|bourbon|rum|wine|port|cheddar|cheese|cognac|tequila|brandy|sourdough|oak|tree|house|car|dog|cat))/i;
