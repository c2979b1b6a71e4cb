import sharp from 'sharp';

/** As `src/providers/demo/styles/graded.ts` lays them out. */
const COLUMNS = 4;
const ROWS = 3;
const GRID_SHARE = 0.86;
/** With no more of them than this, a picture has failed. */
const FAILED = 2;

/** How many discs of a picture of a demo model of known quality are bright, by its pixels alone. */
export async function brightDiscs(picture: Uint8Array): Promise<number> {
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  let bright = 0;
  for (let place = 0; place < COLUMNS * ROWS; place += 1) {
    const x = Math.round((((place % COLUMNS) + 0.5) * info.width) / COLUMNS);
    const y = Math.round(((Math.floor(place / COLUMNS) + 0.5) * info.height * GRID_SHARE) / ROWS);
    const at = (y * info.width + x) * info.channels;
    const [red = 0, , blue = 0] = data.subarray(at, at + 3);
    if (red > 180 && blue < 130) bright += 1;
  }
  return bright;
}

export type Choice = 'left' | 'right' | 'tie' | 'both_bad';

/** Takes the picture with more bright discs; a tie if there are as many, both bad if there are hardly any. */
export async function voteOf(left: Uint8Array, right: Uint8Array): Promise<Choice> {
  const [one, other] = await Promise.all([brightDiscs(left), brightDiscs(right)]);
  if (one <= FAILED && other <= FAILED) return 'both_bad';
  if (one === other) return 'tie';
  return one > other ? 'left' : 'right';
}
