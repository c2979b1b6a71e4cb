/** The letters D, E, M and O as strokes in a box of 10 by 14: no font exists on Lambda. */
const LETTERS = [
  'M0 0H4.5A5.2 7 0 0 1 4.5 14H0Z',
  'M8.4 0H0V14H8.4M0 7H7',
  'M0 14V0L6 9L12 0V14',
  'M5.6 0A5.6 7 0 0 1 5.6 14A5.6 7 0 0 1 5.6 0Z',
] as const;
const ADVANCES = [15, 13.6, 17.4, 11.2] as const;

/** Marks a picture as a demonstration: the word DEMO on a plate in the lower right corner. */
export function demoBadge(width: number, height: number): string {
  const scale = Math.min(width, height) / 620;
  let offset = 0;
  const letters = LETTERS.map((letter, index) => {
    const placed = `<path d="${letter}" transform="translate(${offset} 0)"/>`;
    offset += ADVANCES[index] ?? 0;
    return placed;
  });
  const plate = { width: offset + 24, height: 30 };
  const margin = 18;
  const x = width - (plate.width + margin) * scale;
  const y = height - (plate.height + margin) * scale;
  return [
    `<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${scale.toFixed(3)})">`,
    `<rect width="${plate.width}" height="${plate.height}" rx="15" fill="#0b0d12" fill-opacity="0.62"/>`,
    `<rect x="0.75" y="0.75" width="${plate.width - 1.5}" height="${plate.height - 1.5}" rx="14.25" fill="none" stroke="#fff" stroke-opacity="0.35" stroke-width="1"/>`,
    `<g transform="translate(12 8)" fill="none" stroke="#fff" stroke-width="2.3" stroke-linecap="round" stroke-linejoin="round">${letters.join('')}</g></g>`,
  ].join('');
}
