import { type Drawing, round, type Scene, type Style } from '../scene.ts';

/** Discs of a picture, in rows of four. How many are bright is how well the picture did, for everybody to see. */
const COLUMNS = 4;
const ROWS = 3;
const DISCS = COLUMNS * ROWS;
/** Bright discs of the best model, as a rule, and by how many each next one has fewer. */
const BEST = 11;
const STEP = 2;
/** A picture has up to so many more or fewer: luck with a prompt. */
const LUCK = 1.7;
/** The rest is for the badge. */
const GRID_SHARE = 0.86;

const GROUND = '#20242c';
const BRIGHT = '#ffd23f';
const DULL = '#4a5160';

/**
 * Pictures of known quality, to try out comparing with. Grade 1 is the best, and nine times out of ten better than the next.
 * Whoever always takes the picture with more bright discs has to find the order of the grades.
 */
export const graded =
  (grade: number): Style =>
  ({ width, height, random }: Scene): Drawing => {
    const wanted = BEST - STEP * (grade - 1) + random.between(-LUCK, LUCK);
    const bright = Math.min(DISCS, Math.max(0, Math.round(wanted)));
    const places = Array.from({ length: DISCS }, (_, place) => ({ place, lot: random.next() }));
    const chosen = new Set(
      places
        .sort((one, other) => one.lot - other.lot)
        .slice(0, bright)
        .map(({ place }) => place),
    );
    const cell = { width: width / COLUMNS, height: (height * GRID_SHARE) / ROWS };
    const radius = round(Math.min(cell.width, cell.height) * 0.32);
    const discs = places.map(({ place }) => {
      const x = round((place % COLUMNS) * cell.width + cell.width / 2);
      const y = round(Math.floor(place / COLUMNS) * cell.height + cell.height / 2);
      const isBright = chosen.has(place);
      return `<circle cx="${x}" cy="${y}" r="${radius}" fill="${isBright ? BRIGHT : 'none'}" stroke="${isBright ? BRIGHT : DULL}" stroke-width="${round(radius / 8)}"/>`;
    });
    return {
      svg: `<rect width="${width}" height="${height}" fill="${GROUND}"/>${discs.join('')}`,
      grain: 0,
      format: 'png',
    };
  };
