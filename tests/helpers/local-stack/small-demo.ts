/** Four styles, as `npm start` has them. */
export const DEMO_STYLES = ['Demo Aurora', 'Demo Bauhaus', 'Demo Contour', 'Demo Nightfall'];

/** Demo models draw small in tests, because most of the time of a run is that of drawing. */
const SMALL_SIZES = {
  '1:1': '256x256',
  '16:9': '512x288',
  '9:16': '288x512',
  '4:3': '384x288',
  '3:4': '288x384',
  '3:2': '384x256',
  '2:3': '256x384',
};

/** Parameters of a stack with these demo models in its slots. */
export function demoSlots(names: readonly string[]): Record<string, string | number> {
  const slots = names.map((name, index) => [`Model${index + 1}Name`, name]);
  return { ModelCount: names.length, ...Object.fromEntries(slots), PromptModelIndex: 0 };
}

/** The same, with models that draw small. */
export function smallDemo(names: readonly string[]): Record<string, string | number> {
  const overrides = names.map((_, index) => [index + 1, { sizes: SMALL_SIZES }]);
  return { ...demoSlots(names), ModelOverrides: JSON.stringify(Object.fromEntries(overrides)) };
}
