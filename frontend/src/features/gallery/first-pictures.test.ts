import { afterEach, describe, expect, it } from '@jest/globals';
import type { GalleryEntry } from '../../../../src/contract/index.ts';
import { askForFirstPictures } from './first-pictures.ts';

const NativeImage = globalThis.Image;
const [width, height] = [innerWidth, innerHeight];
afterEach(() => {
  Object.assign(globalThis, { Image: NativeImage, innerWidth: width, innerHeight: height });
});

/** What is asked for, and how urgently, in a window of this size. */
function askedFor(entries: Partial<GalleryEntry>[], innerWidth = 1440, innerHeight = 900) {
  const asked: { src?: string; fetchPriority?: string }[] = [];
  function FakeImage(this: (typeof asked)[number]) {
    asked.push(this);
  }
  Object.assign(globalThis, { Image: FakeImage, innerWidth, innerHeight });
  askForFirstPictures(entries as GalleryEntry[]);
  return asked.map(({ src, fetchPriority }) => `${fetchPriority} ${src}`);
}

const runs = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    preview: `${index}-a`,
    previews: [`${index}-a`, `${index}-b`],
  }));

describe('askForFirstPictures', () => {
  it('asks for the first picture of each run, at once', () => {
    expect(askedFor(runs(2))).toEqual(['high 0-a', 'high 1-a']);
  });

  it('takes the only picture of a run that was starred before there were several', () => {
    expect(askedFor([{ preview: 'only', previews: [] }])).toEqual(['high only']);
  });

  it('asks for nothing where a run has no picture', () => {
    expect(askedFor([{ preview: '', previews: [] }])).toEqual([]);
  });

  it('asks for as many as the window has room for', () => {
    expect(askedFor(runs(100), 390, 844)).toHaveLength(6);
    expect(askedFor(runs(100), 1440, 900)).toHaveLength(18);
    expect(askedFor(runs(100), 320, 150)).toHaveLength(2);
  });
});
