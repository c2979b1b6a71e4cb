import { randomInt } from 'node:crypto';
import type { ParameterName, Sent } from '../../contract/index.ts';
import { lookUp } from '../../lib/look-up.ts';
import type { Warning } from '../../lib/warning.ts';
import { chosenSize, pixelsOf } from '../shared/chosen-size.ts';
import { digestOf, digestsOf } from '../shared/inputs.ts';
import { maskFile } from '../shared/mask.ts';
import { type ToolEdit, toolOf, toolWarnings } from '../shared/tools.ts';
import { unsupportedWarnings } from '../shared/warnings.ts';
import type { EditOptions, GenerateOptions, ModelSettings } from '../types.ts';
import type { Hand } from './recolor.ts';
import type { Style } from './scene.ts';
import { aurora } from './styles/aurora.ts';
import { bauhaus } from './styles/bauhaus.ts';
import { contour } from './styles/contour.ts';
import { graded } from './styles/graded.ts';
import { nightfall } from './styles/nightfall.ts';
import type { ToolRequest } from './tools.ts';

export interface DemoModel {
  style: Style;
  styleName: string;
  /** Time that it pretends to think, in milliseconds; the drawing itself takes about half a second. */
  thinksMs: number;
  /** Differs from model to model, so that warnings can be seen. */
  supports: readonly ParameterName[];
  /** How it changes pictures. */
  hand: Hand;
}

const AURORA: DemoModel = {
  style: aurora,
  styleName: 'aurora',
  thinksMs: 600,
  supports: ['seed', 'steps', 'negativePrompt'],
  hand: { strength: 0.75, levels: undefined },
};

/** Of six whose quality is known; 1 is the best. */
const gradedModel = (grade: number): DemoModel => ({
  ...AURORA,
  style: graded(grade),
  styleName: `grade ${grade}`,
  thinksMs: 250,
  supports: ['seed'],
});

const STYLES: Readonly<Record<string, DemoModel>> = {
  'demo-aurora': AURORA,
  'demo-bauhaus': {
    style: bauhaus,
    styleName: 'bauhaus',
    thinksMs: 1800,
    supports: ['seed', 'guidance', 'negativePrompt'],
    hand: { strength: 1, levels: 6 },
  },
  'demo-contour': {
    style: contour,
    styleName: 'contour',
    thinksMs: 3200,
    supports: ['seed', 'steps', 'control'],
    hand: { strength: 0.5, levels: undefined },
  },
  'demo-nightfall': {
    style: nightfall,
    styleName: 'nightfall',
    thinksMs: 4600,
    supports: ['seed', 'steps', 'guidance', 'negativePrompt', 'control'],
    hand: { strength: 0.9, levels: 24 },
  },
  'demo-slow': { ...AURORA, thinksMs: 12_000, supports: ['seed'] },
  ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((grade) => [`demo-grade-${grade}`, gradedModel(grade)])),
  'demo-rate-limited': { ...AURORA, supports: ['seed'] },
};

/** The style of a model; models that only fail draw nothing, so any will do. */
export function demoModel(model: string): DemoModel {
  return lookUp(STYLES, model) ?? { ...AURORA, supports: ['seed'] };
}

export interface DemoRequest {
  seed: number;
  width: number;
  height: number;
  /** Only what this style knows. */
  negativePrompt: string | undefined;
  detail: number;
  order: number;
  control: number;
  sent: Sent;
  warnings: Warning[];
}

/** Without a seed one is rolled and reported, as vendors do: drawing again gives another picture. */
export function demoRequest(
  settings: ModelSettings,
  options: GenerateOptions,
  { supports }: DemoModel,
): DemoRequest {
  const { size, warnings } = chosenSize(settings, options.aspectRatio);
  const { width, height } = pixelsOf(size) ?? { width: 1024, height: 1024 };
  const seed = options.seed ?? randomInt(2 ** 31);
  const known = Object.fromEntries(supports.map((name) => [name, options[name]])) as Partial<GenerateOptions>;
  const { negativePrompt, steps, guidance, control } = known;
  return {
    seed,
    width,
    height,
    negativePrompt,
    detail: steps === undefined ? 0.5 : Math.min(1, steps / 60),
    order: guidance === undefined ? 0.5 : Math.min(1, guidance / 15),
    control: control ?? 1,
    sent: {
      model: settings.model,
      width,
      height,
      seed,
      ...(negativePrompt === undefined ? {} : { negative_prompt: negativePrompt }),
      ...(steps === undefined ? {} : { steps }),
      ...(guidance === undefined ? {} : { guidance }),
      ...(control === undefined ? {} : { control }),
    },
    warnings: [...warnings, ...unsupportedWarnings(options, supports)],
  };
}

interface DemoEditRequest {
  width: number;
  height: number;
  /** Where the operation is not one of words. */
  tool?: Pick<ToolRequest, 'operation' | 'picture' | 'mask' | 'place'>;
  sent: Sent;
  warnings: Warning[];
}

/** An edited picture has the size of the first one handed in, unless a shape is asked for. No setting changes it. */
export function demoEditRequest(
  settings: ModelSettings,
  options: GenerateOptions,
  edit: EditOptions,
): DemoEditRequest {
  const used = toolOf(edit);
  if (used !== undefined) return toolRequest(settings, options, used);
  const { operation, pictures } = edit;
  const [first] = pictures;
  const { aspectRatio } = options;
  const shape = aspectRatio === undefined ? undefined : chosenSize(settings, aspectRatio);
  const { width, height } = pixelsOf(shape?.size) ?? first ?? { width: 1024, height: 1024 };
  const digests = digestsOf(pictures, (number) => `image_${number}`);
  return {
    width,
    height,
    sent: { model: settings.model, operation, width, height, ...digests },
    warnings: [...(shape?.warnings ?? []), ...unsupportedWarnings(options, [])],
  };
}

/** What an enlarged picture has at most: more would only take a demo's time. */
const MOST_ENLARGED_PIXELS = 8_388_608;

function toolRequest(
  { model }: ModelSettings,
  options: GenerateOptions,
  { operation, picture, mask, expand = {} }: ToolEdit,
): DemoEditRequest {
  const { left = 0, right = 0, top = 0, bottom = 0 } = expand;
  const factor =
    operation === 'enlarge'
      ? Math.min(2, Math.sqrt(MOST_ENLARGED_PIXELS / (picture.width * picture.height)))
      : 1;
  const width = Math.round(picture.width * factor) + left + right;
  const height = Math.round(picture.height * factor) + top + bottom;
  return {
    width,
    height,
    tool: { operation, picture, mask, place: { left, top } },
    sent: {
      model,
      operation,
      width,
      height,
      image_1: digestOf(picture),
      ...(mask !== undefined && { mask: digestOf(maskFile(mask, 'white')) }),
      ...expand,
    },
    warnings: toolWarnings(options, operation, []),
  };
}
