import type { Random } from './random.ts';
import type { Reading } from './reading.ts';

/** Everything that a style draws from. */
export interface Scene extends Reading {
  width: number;
  height: number;
  random: Random;
  /** For noise: the same for the same picture. */
  seedText: string;
  /** 0 to 1: how much detail, from steps. */
  detail: number;
  /** 0 to 1: how strictly a style keeps to its rules, from guidance. */
  order: number;
  /** 0 to 2: how much the shapes are bent, 1 as a rule. */
  control: number;
}

/** Pixels under the drawing, red, green and blue; smooth, so that a small field does for a large picture. */
export interface Field {
  width: number;
  height: number;
  pixels: Uint8Array;
}

export interface Drawing {
  /** SVG elements over the field, in the pixels of the scene. */
  svg: string;
  /** Fills the picture; without one the SVG has to. */
  field?: Field;
  /** 0 to 1: strength of the film grain. */
  grain: number;
  /** What keeps this kind of picture small without harm. */
  format: 'png' | 'jpeg' | 'webp';
}

/** One style: draws the scene, the same for the same scene. */
export type Style = (scene: Scene) => Drawing;

/** A number as short as a picture needs it. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** A vertical gradient for `<defs>`; stops are [offset 0 to 1, colour, opacity]. */
export function verticalGradient(id: string, stops: readonly (readonly [number, string, number])[]): string {
  const parts = stops.map(
    ([offset, color, opacity]) =>
      `<stop offset="${offset}" stop-color="${color}" stop-opacity="${opacity}"/>`,
  );
  return `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${parts.join('')}</linearGradient>`;
}

export function radialGradient(id: string, stops: readonly (readonly [number, string, number])[]): string {
  const parts = stops.map(
    ([offset, color, opacity]) =>
      `<stop offset="${offset}" stop-color="${color}" stop-opacity="${opacity}"/>`,
  );
  return `<radialGradient id="${id}">${parts.join('')}</radialGradient>`;
}
