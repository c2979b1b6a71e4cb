import { words } from './words.ts';

/** Terms that are refused wherever they stand, in the form of `rules.ts`. */
export const alwaysRefused = (): readonly string[] => [
  // pornography
  ...words(`
  porn, |prn|, |hentai, |hentia|, |henti|, |nsfw|, |x rated|, |onlyfans|, |rule34|, |rule 34|,
  |camgirl, |milf|, |milfs|, |erotic, |erotica, |fapping, |sexting, sextape, |sex tape, |sexcam,
  |smut|, |lewd|, |lewds|, |ecchi|, |ahegao, |futanari, |pr0n|, |pron|, |yiff, |downblouse,
  |rule thirty four|, |xxx rated|, |xxx video, |xxx photo, |xxx porn, |xxx scene, |fetish nude,
  |pantyhose fetish, |foot fetish, |frontal nudity
`),
  // acts
  ...words(`
  |sex|, |sexual intercourse, |sexual act, |sexually, |sex act, |having sex, |coitus, |fornicat,
  |copulating, blowjob, blow job, handjob, |hand job, rimjob, |rim job, footjob, |foot job|, titjob,
  |boobjob, titfuck, fellatio, |fellating, cunnilingus, |anilingus, masturbat, masterbat,
  |jerking off, |jerks off, |jacking off, |orgasm, |orgy|, |orgies, |gangbang, |gang bang, bukkake,
  creampie|, cumshot, |cum shot, |cumming, |cum on, |cum covered, |covered in cum, |cumslut,
  |ejaculat, |deepthroat, |deep throat, |doggystyle, |doggy style, |cowgirl position|,
  |missionary position, |threesome, |analsex, |anal sex, |anal|, |fisting, |fingering her,
  |fingering him, |oral sex, |oralsex, |squirting woman, |squirting orgasm, |pegging, |scissoring,
  |double penetrat, |penetrating her, |sodomy, |sodomis, |sodomiz, |sucking dick, |suck dick,
  |sucking cock, |suck cock, |sucking a dick|, |sucking a cock|, |sucking his dick, |sucking his cock,
  |sucks a dick|, |cocksuck, |facial cumshot, |upskirt, |striptease, |strip tease, |lap dance,
  |lapdance, |bdsm, |bondage|, |dominatrix, |sex slave, |sexslave, |sex toy, |sextoy, |buttplug,
  |butt plug, dildo, |vibrator, |strapon, |strap on dildo, |glory hole, |gloryhole, |voyeur porn,
  |spreading her legs, |spread her legs, |her legs spread, |legs wide open, |wet pussy, |hardcore sex,
  |making love|, |make love to|, |makes love to|, |giving head|, |gives head|, |giving oral|,
  |gives oral|, |performing oral|, |receiving oral|, |cum dripping, |dripping cum, |cum all over,
  |cum from, |her cum|, |his cum|, |semen on, |semen dripping, |covered in semen, |dripping semen,
  |kamasutra, |kama sutra, |golden shower fetish, |sex position, |sixty nine position|, |69 position|,
  |humping her|, |jizz|, |facesitting, |riding his dick, |riding his cock, |touching herself|,
  |touching himself|, |pleasuring herself|, |pleasuring himself|, |having intercourse|,
  |have intercourse|, |penetrated by him, |penetrated by a man, |wanking|, |wank|, |chikan|
`),
  // words for organs, and swear words that mean them
  ...words(`
  penis, |phallus erect, |erect phallus, |vagina, |vulva, |clitoris, |clit|, |labia|, |genital,
  |testicle, |scrotum, |ballsack, |anus|, |asshole, |arsehole, |butthole, |cunt, |pussy|, |pussies|,
  |fuck, fucking, |f**k, motherfuck, |fuk|, |phuck, |fck|, |big cock|, |huge cock|, |hard cock|, |his cock|,
  |my cock|, |thick cock|, |big dick|, |huge dick|, |hard dick|, |his dick|, |dick pic, |erect cock|,
  |erect dick|, |morning wood|, |boobs|, |boobies, |titties, |tits|, |bare breast, |bare nipple,
  |bare nipples, |exposed breast, |exposed nipple, |hard nipple, |naked breast, |nude breast,
  |visible nipple, |cameltoe, |camel toe|, |horny, |sexually aroused, |slut, |whore, |nympho,
  |undressing her|, |wardrobe malfunction, |nipslip, |nip slip, |topless woman, |topless girl,
  |topless model, |topless female, |deepfake nude, |nudify, |undress her, |undress him,
  |remove her clothes, |take off her clothes, 
  |nakedwom, |nakedgirl, |nudewom, |nudegirl, |wearing nothing but, |nvde|,
  |bare ass|, |bare asses|, |bare butt|, |naked butt|, |naked ass|, |nude ass|, |nipples visible,
  |visible nipples, |nipples showing, |nipples poking, |completely nude, |fully nude, |totally nude,
  |completely naked, |fully naked, |totally naked, |entirely nude, |buck naked|, |butt naked|,
  |stark naked|, |undress this|, |undress the|, |undress me|, |undress my|, |clothes from this girl,
  |clothes from this woman, |clothes off this, |taking off her bra|, |taking off her panties|,
  |take off her bra|, |removing her bra|, |remove her bra|, |no bra|, |no panties|, |without panties|,
  |without a bra|, |her pussy, |nude selfie, |naked selfie, |nude photoshoot, |nude pic,
  |nude photo of, |nudes of|, |sexy nude, |sexy naked, |wearing nothing at all|,
  woman wearing nothing|, girl wearing nothing|, |wearing absolutely nothing|, |birthday suit|,
  |her breasts|, |breasts visible,
  |showing breasts, |massive breasts, |huge breasts, |big breasts, |bare chested woman,
  |bare chested girl, |areola, |pubic hair, |cock and balls, |take off all her,
  |taking off her clothes, |taking off all her, |adult film|, |adult movie|, |nakd|, |nekkid, |nudez|,
  |boobz, |titz|, |seggs|, |cvm|, |cum|, |fuking, |fcking, |fvck, |seks|, |secks|, |cock suck, |c0ck, |titty, |rope bunny
`),
  // sexual violence
  ...words(`
  |rape|, |raped|, |rapes|, |raping|, |rapist, |gangrape, |gang rape, |molest, |sexual assault,
  |sexually assault, |sexual abuse, |sexual violence, |sexual torture, |sexual slave, |forced sex,
  |forcing herself, |forced intercourse, |non consensual, |nonconsensual, |noncon|, |snuff film,
  |snuff porn, |bestial, |zoophil, |necrophil, |incest, |groping her, |forced to strip,
  |stripped by force, |beastial, |stripped naked and, |assaulted and stripped, |ravished by,
  |sexually abus, |sex with animal, |sex with a minor
`),
  // minors
  ...words(`
  |loli|, |lolis|, |lolicon, |shota|, |shotacon, |pedo|, |pedos|, |pedophil, |paedophil, |jailbait,
  |kiddie porn, |childporn, |csam|, |underage girl in bed, |barely legal, |jail bait
`),
];

/** Ordinary words and phrases that contain one of those. A hit inside one of these counts for nothing. */
export const neverMeant = (): readonly string[] => [
  ...words(`
  pussy-willow, pussy-cat, pussy riot, bearded tits, tits and finches,
  footed boobies, masked boobies, brown boobies, blue tits, great tits, coal tits, marsh tits,
  willow tits, crested tits, long-tailed tits, penistone, horny toad, horny lizard,
  horny goat, horny coral, sexually dimorphic, threesome of golfers, same-sex, opposite sex,
  both sexes, sex pistols, sex education, sex and the city, sex determination, sex symbol, sex change, single-sex,
  rape of the sabine, rape of europa, rape of proserpina, rape of persephone, rape of the lock,
  rape blossom, rape field, rape plant, rape flower, oil-seed-rape,
  pornic, pornichet, smut fungus, corn smut, smut disease, bondage of israel, out of bondage,
  egyptian bondage, pegging out, pegging laundry, pegging washing, pegging the washing,
  pegging the laundry, pegging clothes, pegging sheets, pegging a tent, pegging down, tent pegging,
  scissoring paper, fisting dough, of human bondage, golf threesome, creampie dessert, strap-on backpack, strap-on sandal,
  orgy of colo, orgy of flowers, orgy of light, scrotum frog, concrete vibrator, vibrator for concrete, cum laude, magna cum, |cummings|, kitchen-cum, studio-cum, workshop-cum, cafe-cum, shop-cum, gallery-cum, library-cum,
  office-cum, house-cum, home-cum, bar-cum, garage-cum, barn-cum, room-cum,
  study-cum, making love potion, orgasmic chocolate, orgasmic dessert, orgasmic food,
  orgasmic explosion of colo, orgasmic burst of colo, make love not war, blue-footed boobies,
  boobies diving, boobies nesting, boobies dancing, flock of boobies, colony of boobies, jizz of a,
  jizz of the, |anal fin|, |anal fins|, |anal scale|, |anal scales|, |anal gland|, |anal glands|, poorness,
  cummingtonite, areolate, areolation, strapontin, vibratory
`),
  'fucking, austria',
  'dildo, newfoundland',
  ...words(`
  flower, foxglove, lily, lilies, tulip, iris, hibiscus, petunia, snapdragon, daffodil, bloom, blossom,
  trumpet, orchid, canyon, cave, volcano
`).flatMap((thing) => ['a', 'an', 'the'].map((article) => `deep throat of ${article} ${thing}`)),
];
