import type { Mark } from '../../lib/marks.ts';

/** A picture in its place; blind, its name is a letter. */
export type Candidate = { picture: Mark; letter: string; name: string };

const MODES = ['side', 'divider', 'steps', 'turns', 'fade', 'difference'] as const;
export type Mode = (typeof MODES)[number];

/** The ways to compare this many pictures. Pairs are chosen from all of them. */
export function modesFor(count: number): readonly Mode[] {
  return count < 2 ? [] : count === 2 ? MODES.filter((mode) => mode !== 'steps') : MODES;
}
