import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { createRandom } from '../../../../../src/providers/demo/random.ts';
import { readPrompt } from '../../../../../src/providers/demo/reading.ts';
import { graded } from '../../../../../src/providers/demo/styles/graded.ts';
import { brightDiscs, voteOf } from '../../../../helpers/scripted-voter.ts';

const GRADES = [1, 2, 3, 4, 5, 6];

function drawn(grade: number, prompt: string, width = 256, height = 256): string {
  const seedText = `grade ${grade} 7 ${prompt}`;
  const random = createRandom(seedText);
  const reading = readPrompt(prompt, undefined, random);
  const shape = { detail: 0.5, order: 0.5, control: 1 };
  return graded(grade)({ ...reading, ...shape, width, height, random, seedText }).svg;
}
const discs = (svg: string) => svg.match(/fill="#ffd23f"/g)?.length ?? 0;
const counts = (grade: number) =>
  Array.from({ length: 400 }, (_, place) => discs(drawn(grade, `prompt ${place}`)));
const mean = (numbers: number[]) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
const picture = (svg: string, width = 256, height = 256) =>
  sharp(
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${svg}</svg>`),
  );

describe('pictures of known quality', () => {
  it('have fewer bright discs the higher their grade, the same for the same prompt and seed', () => {
    const means = GRADES.map((grade) => mean(counts(grade)));
    const expected = [11, 9, 7, 5, 3, 1];
    const apart = means.map((each, place) => Math.abs(each - Number(expected[place])));
    expect(Math.max(...apart)).toBeLessThan(0.15);
    expect(drawn(3, 'a fox')).toBe(drawn(3, 'a fox'));
  });

  it('are better than those of the next grade about nine times out of ten', () => {
    for (const grade of GRADES.slice(0, -1)) {
      const [better, worse] = [counts(grade), counts(grade + 1)];
      const won = better.map((each, place) =>
        each === worse[place] ? 0.5 : each > Number(worse[place]) ? 1 : 0,
      );
      expect(mean(won)).toBeGreaterThan(0.86);
      expect(mean(won)).toBeLessThan(0.95);
    }
  });

  it.each([
    [256, 256],
    [320, 180],
    [180, 320],
  ])('are read by the scripted voter, also as a small WebP: %d by %d', async (width, height) => {
    for (const grade of GRADES) {
      const svg = drawn(grade, 'a fox', width, height);
      const bytes = await picture(svg, width, height).webp({ quality: 80 }).toBuffer();
      expect(await brightDiscs(bytes)).toBe(discs(svg));
    }
  });

  it('are voted on by what is to be seen', async () => {
    const [good, bad] = await Promise.all(
      [drawn(1, 'a'), drawn(6, 'a')].map((svg) => picture(svg).png().toBuffer()),
    );
    if (good === undefined || bad === undefined) throw new Error('Two pictures were to be drawn.');
    expect(await voteOf(good, bad)).toBe('left');
    expect(await voteOf(bad, good)).toBe('right');
    expect(await voteOf(good, good)).toBe('tie');
    const nothing = await picture(`<rect width="256" height="256" fill="#20242c"/>`).png().toBuffer();
    expect(await voteOf(nothing, nothing)).toBe('both_bad');
  });
});
