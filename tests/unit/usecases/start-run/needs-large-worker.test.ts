import { describe, expect, it } from '@jest/globals';
import { catalogRows, vendorOf } from '../../../../src/catalog/lookup.ts';
import { resolveSlots } from '../../../../src/config/slots.ts';
import type { EditOperation } from '../../../../src/contract/constants.ts';
import type { EventInput, Margins } from '../../../../src/contract/index.ts';
import { needsLargeWorker } from '../../../../src/usecases/start-run/needs-large-worker.ts';

const NOW = Date.parse('2026-11-20');
const slotOf = (name: string) => resolveSlots({ count: 1, names: [name], overrides: '', now: NOW }).slots[0];

const picture = (width: number, height: number): EventInput => ({
  key: 'images/j/input-1.png',
  contentType: 'image/png',
  width,
  height,
  sha256: '',
});

const isLarge = (name: string, operation: EditOperation, inputs: EventInput[], expand?: Margins) =>
  needsLargeWorker({ operation, inputs, ...(expand && { expand }) }, slotOf(name));

describe('the large worker', () => {
  it('draws nothing from words alone, with any model', () => {
    const names = catalogRows().map(({ name }) => name);
    expect(names.filter((name) => needsLargeWorker({}, slotOf(name)))).toEqual([]);
  });

  it.each([
    ['change', 2048, 2048],
    ['repaint', 2048, 2048],
    ['cut-out', 2048, 2048],
    ['combine', 1024, 2048],
  ] as const)('does not %s pictures of four megapixels in all', (operation, width, height) => {
    const count = operation === 'combine' ? 2 : 1;
    expect(isLarge('Demo Aurora', operation, Array(count).fill(picture(width, height)))).toBe(false);
  });

  it('combines pictures of more than four megapixels together, counting those alone that the model takes', () => {
    const three = Array<EventInput>(3).fill(picture(2048, 1024));
    expect(isLarge('Demo Aurora', 'combine', three)).toBe(true);
    expect(isLarge('Demo Contour', 'combine', three)).toBe(false);
  });

  it('widens to more than four megapixels', () => {
    const one = [picture(1024, 2048)];
    expect(isLarge('FLUX.2 Pro', 'widen', one, { left: 1000, right: 24 })).toBe(false);
    expect(isLarge('FLUX.2 Pro', 'widen', one, { left: 1000, right: 25 })).toBe(true);
    expect(isLarge('FLUX.2 Pro', 'widen', one, { top: 1000, bottom: 1000 })).toBe(false);
    expect(isLarge('FLUX.2 Pro', 'widen', one, { left: 1, top: 2000, bottom: 1000 })).toBe(true);
  });

  it.each([
    ['Demo Aurora', 1024, 1024, false],
    ['Demo Aurora', 1025, 1024, true],
    // Not what is handed in counts, but the megapixel that it is scaled down to: twice its sides.
    ['Demo Bauhaus', 2048, 2048, false],
    // Four times the sides.
    ['Stable Image Ultra', 512, 512, false],
    ['Stable Image Ultra', 513, 512, true],
    ['Stable Diffusion 3.5 Large', 512, 512, false],
    ['Stable Diffusion 3.5 Large', 513, 512, true],
    // Nobody says by how much.
    ['Recraft v4.1', 64, 64, true],
  ] as const)('enlarges with %s what has %i by %i pixels: %s', (name, width, height, large) => {
    expect(isLarge(name, 'enlarge', [picture(width, height)])).toBe(large);
  });

  it('knows of every tool that enlarges by how much, where the vendor says so', () => {
    const unknown = catalogRows()
      .filter(({ name }) =>
        slotOf(name)?.supports.operations?.some(
          ({ operation, scale }) => operation === 'enlarge' && scale === undefined,
        ),
      )
      .map(({ provider }) => vendorOf(provider)?.label);
    expect([...new Set(unknown)]).toEqual(['Recraft']);
  });

  it('does nothing that the model cannot do, which the other worker refuses', () => {
    expect(isLarge('Demo Nightfall', 'enlarge', [picture(2048, 2048)])).toBe(false);
    expect(needsLargeWorker({ operation: 'enlarge', inputs: [picture(2048, 2048)] }, undefined)).toBe(false);
  });
});
