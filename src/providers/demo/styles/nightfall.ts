import { blendHex } from '../color.ts';
import { type Drawing, radialGradient, round, type Scene, verticalGradient } from '../scene.ts';
import { pines, ridge, stars, towers } from './landscape.ts';

/** Ranges of hills fading into the evening under a large moon or sun. */
export function nightfall(scene: Scene): Drawing {
  const { width, height, palette, random, motifs } = scene;
  const isSunny = motifs.has('sun') && !motifs.has('night');
  const orbColor = isSunny ? blendHex(palette.bright, palette.light, 0.35) : palette.light;
  const orb = {
    x: width * random.between(0.25, 0.75),
    y: height * random.between(0.24, 0.42),
    radius: Math.min(width, height) * random.between(0.085, 0.15),
  };
  const layers = 4 + Math.round(scene.detail * 3);
  const haze = blendHex(palette.bright, palette.light, 0.45);
  const defs = [
    verticalGradient('sky', [
      [0, palette.deep, 1],
      [0.34, palette.dark, 1],
      [0.62, palette.mid, 1],
      [0.82, palette.bright, 1],
      [1, palette.light, 1],
    ]),
    radialGradient('halo', [
      [0, orbColor, 0.75],
      [0.25, orbColor, 0.3],
      [0.6, orbColor, 0.08],
      [1, orbColor, 0],
    ]),
    verticalGradient('mist', [
      [0, haze, 0],
      [1, haze, 0.55],
    ]),
  ];
  const sky = [
    `<rect width="${width}" height="${round(height * 0.86)}" fill="url(#sky)"/>`,
    stars(scene, height * 0.5, motifs.has('night') ? 220 : 110),
    `<circle cx="${round(orb.x)}" cy="${round(orb.y)}" r="${round(orb.radius * 4.2)}" fill="url(#halo)"/>`,
    `<circle cx="${round(orb.x)}" cy="${round(orb.y)}" r="${round(orb.radius)}" fill="${orbColor}"/>`,
    isSunny ? '' : craters(scene, orb),
    clouds(scene),
    birds(scene, orb),
  ];
  const ground = Array.from({ length: layers }, (_, layer) => range(scene, layer, layers));
  return {
    svg: `<defs>${defs.join('')}</defs>${sky.join('')}${ground.join('')}${weather(scene)}`,
    grain: 0.4,
    format: 'webp',
  };
}

function range(scene: Scene, layer: number, layers: number): string {
  const { width, height, palette, motifs } = scene;
  const nearness = layer / (layers - 1);
  const far = blendHex(palette.mid, palette.bright, 0.45);
  const color =
    nearness < 0.5
      ? blendHex(far, palette.dark, nearness * 2)
      : blendHex(palette.dark, palette.deep, nearness * 2 - 1);
  const base = height * (0.62 + 0.3 * nearness ** 1.1);
  const isDunes = motifs.has('desert');
  const hills = ridge(scene, {
    base,
    height: height * (isDunes ? 0.1 : 0.24 - 0.12 * nearness),
    roughness: isDunes ? 1.6 + nearness : 2.2 + nearness * 2.6,
    salt: `range ${layer}`,
    floor: height,
  });
  const parts = [`<path d="${hills.path}" fill="${color}"/>`];
  const isLast = layer === layers - 1;
  if (motifs.has('city') && layer === layers - 2) {
    parts.push(towers(scene, base, blendHex(palette.dark, palette.deep, 0.75), palette.accent));
  } else if (isLast && !isDunes && !motifs.has('sea')) {
    parts.push(pines(scene, hills.heightAt, palette.deep, motifs.has('forest') ? 2.6 : 1.5));
  } else if (motifs.has('forest') && nearness > 0.4) {
    parts.push(pines(scene, hills.heightAt, color, 0.7 + nearness));
  }
  if (motifs.has('sea') && layer === layers - 2) parts.push(water(scene, height * 0.78));
  if (!isLast) {
    const top = base - height * 0.06;
    parts.push(
      `<rect y="${round(top)}" width="${width}" height="${round(height * 0.13)}" fill="url(#mist)" opacity="${round(0.7 - nearness * 0.5)}"/>`,
    );
  }
  return parts.join('');
}

function water(scene: Scene, top: number): string {
  const { width, height, palette, random } = scene;
  const glints = Array.from({ length: 70 }, () => {
    const y = top + (height - top) * random.next() ** 1.4;
    const length = width * random.between(0.02, 0.12) * (0.4 + (y - top) / (height - top));
    const x = width * (0.5 + (random.next() - 0.5) * random.next() * 1.6);
    return `<rect x="${round(x)}" y="${round(y)}" width="${round(length)}" height="${round(1 + ((y - top) / (height - top)) * 3)}" rx="1.5" opacity="${random.between(0.15, 0.7).toFixed(2)}"/>`;
  });
  const color = blendHex(palette.mid, palette.dark, 0.55);
  return `<rect y="${round(top)}" width="${width}" height="${round(height - top)}" fill="${color}"/><g fill="${palette.bright}">${glints.join('')}</g>`;
}

function craters(scene: Scene, orb: { x: number; y: number; radius: number }): string {
  const { random, palette } = scene;
  const spots = Array.from({ length: 7 }, () => {
    const angle = random.between(0, 2 * Math.PI);
    const away = orb.radius * Math.sqrt(random.next()) * 0.72;
    const size = orb.radius * random.between(0.06, 0.2);
    return `<circle cx="${round(orb.x + Math.cos(angle) * away)}" cy="${round(orb.y + Math.sin(angle) * away)}" r="${round(size)}"/>`;
  });
  return `<g fill="${palette.bright}" opacity="0.22">${spots.join('')}</g>`;
}

function clouds(scene: Scene): string {
  const { random, width, height, palette } = scene;
  const streaks = Array.from({ length: 9 }, () => {
    const length = width * random.between(0.15, 0.5);
    const thick = height * random.between(0.004, 0.014);
    const x = random.between(-0.15, 0.85) * width;
    const y = height * random.between(0.14, 0.58);
    return `<rect x="${round(x)}" y="${round(y)}" width="${round(length)}" height="${round(thick)}" rx="${round(thick / 2)}" opacity="${random.between(0.06, 0.22).toFixed(2)}"/>`;
  });
  return `<g fill="${palette.light}">${streaks.join('')}</g>`;
}

function birds(scene: Scene, orb: { x: number; y: number }): string {
  const { random, width, height, palette, motifs } = scene;
  if (!motifs.has('birds') && !random.chance(0.5)) return '';
  const flock = Array.from({ length: motifs.has('birds') ? 17 : 7 }, () => {
    const x = orb.x + width * random.between(-0.22, 0.22);
    const y = orb.y + height * random.between(-0.02, 0.16);
    const wing = Math.min(width, height) * random.between(0.008, 0.018);
    return `M${round(x - wing)} ${round(y - wing * 0.35)}Q${round(x - wing * 0.4)} ${round(y - wing * 0.5)} ${round(x)} ${round(y)}Q${round(x + wing * 0.4)} ${round(y - wing * 0.5)} ${round(x + wing)} ${round(y - wing * 0.35)}`;
  });
  return `<path d="${flock.join('')}" fill="none" stroke="${palette.deep}" stroke-width="2.2" stroke-linecap="round" opacity="0.85"/>`;
}

function weather(scene: Scene): string {
  const { random, width, height, palette, motifs } = scene;
  if (motifs.has('snow')) {
    const flakes = Array.from({ length: 320 }, () => {
      const size = random.chance(0.08) ? random.between(3, 6) : random.between(0.8, 2.6);
      return `<circle cx="${round(random.between(0, width))}" cy="${round(random.between(0, height))}" r="${round(size)}" opacity="${random.between(0.3, 0.95).toFixed(2)}"/>`;
    });
    return `<g fill="#ffffff">${flakes.join('')}</g>`;
  }
  if (!motifs.has('rain')) return '';
  const drops = Array.from({ length: 240 }, () => {
    const length = height * random.between(0.02, 0.06);
    return `M${round(random.between(0, width * 1.1))} ${round(random.between(-length, height))}l${round(-length * 0.22)} ${round(length)}`;
  });
  return `<path d="${drops.join('')}" stroke="${palette.light}" stroke-width="1.3" stroke-linecap="round" opacity="0.4" fill="none"/>`;
}
