import type { ParameterName, Sent } from '../../contract/index.ts';
import { PIPE_AS_COMMA, settingNotSent, type Warning } from '../../lib/warning.ts';
import { chosenSize, followsPicture, pixelsOf, sizeLikePicture } from '../shared/chosen-size.ts';
import { unsupportedWarnings } from '../shared/warnings.ts';
import type { GenerateOptions, ModelSettings } from '../types.ts';
import { type Dialect, dialectOf } from './dialects.ts';

/** Entries of `fixed` that set up the dialect and are not sent. */
const DIALECT_OPTIONS = [
  'responseFormat',
  'sizeAs',
  'seedField',
  'stepsField',
  'guidanceField',
  'negativeField',
] as const;

export interface CompatibleRequest {
  dialect: Dialect;
  /** The request without its prompt. */
  fields: Sent;
  /** Including what this server expects to be written into it. */
  prompt: string;
  /** `fields` and what went into the prompt. */
  sent: Sent;
  warnings: Warning[];
}

/** The dialect of a slot, with single points changed by the owner's `fixed`. */
export function slotDialect(settings: ModelSettings): Dialect {
  const dialect = { ...dialectOf(settings.fixed.dialect, settings.baseUrl, settings.model) };
  const changed = DIALECT_OPTIONS.filter((name) => typeof settings.fixed[name] === 'string');
  return Object.assign(dialect, Object.fromEntries(changed.map((name) => [name, settings.fixed[name]])));
}

export function compatibleRequest(settings: ModelSettings, options: GenerateOptions): CompatibleRequest {
  const dialect = slotDialect(settings);
  const { shape, warnings } = shapeFields(dialect, settings, options);
  const values = optionFields(dialect, settings.model, options);
  const own = Object.entries(settings.fixed).filter(
    ([name]) => name !== 'dialect' && !(DIALECT_OPTIONS as readonly string[]).includes(name),
  );
  const fields: Sent = {
    model: settings.model,
    n: 1,
    ...shape,
    ...(dialect.responseFormat === 'off' ? {} : { response_format: dialect.responseFormat }),
    ...Object.fromEntries(own),
    ...values.fields,
  };
  const written = writtenPrompt(dialect, options, values.inPrompt);
  return {
    dialect,
    fields,
    prompt: written.prompt,
    sent: { ...fields, ...written.sent },
    warnings: [...warnings, ...unsupportedWarnings(options, values.supported), ...written.warnings],
  };
}

/** What FLUX takes, which most of these servers draw with. */
const LIKE_PICTURE = { step: 32, least: 256, most: 1440 };

function shapeFields(
  dialect: Dialect,
  settings: ModelSettings,
  options: GenerateOptions,
): { shape: Sent; warnings: Warning[] } {
  if (followsPicture(options)) {
    return { shape: shapeOfPicture(dialect, settings, options), warnings: [] };
  }
  const { size, warnings } = chosenSize(settings, options.aspectRatio);
  const pixels = pixelsOf(size);
  if (dialect.sizeAs === 'off' || size === undefined) {
    return { shape: {}, warnings: options.aspectRatio === undefined ? [] : [settingNotSent('aspectRatio')] };
  }
  if (dialect.sizeAs === 'size') return { shape: { size }, warnings };
  if (dialect.sizeAs === 'aspect_ratio') {
    // Sizes in pixels of an overridden slot: this server wants the ratio itself.
    return pixels === undefined
      ? { shape: { aspect_ratio: size }, warnings }
      : { shape: { aspect_ratio: options.aspectRatio ?? '1:1' }, warnings: [] };
  }
  if (pixels === undefined) return { shape: {}, warnings: [settingNotSent('aspectRatio')] };
  return { shape: pixels, warnings };
}

/** Servers that are told pixels draw a square unless they are; those that are told a ratio follow the picture by themselves. */
function shapeOfPicture({ sizeAs }: Dialect, settings: ModelSettings, options: GenerateOptions): Sent {
  const pixels = sizeLikePicture(settings, options, LIKE_PICTURE);
  if (pixels === undefined || sizeAs === 'off' || sizeAs === 'aspect_ratio') return {};
  return sizeAs === 'size' ? { size: `${pixels.width}x${pixels.height}` } : pixels;
}

type Option = 'seed' | 'steps' | 'guidance' | 'negativePrompt';

function optionFields(dialect: Dialect, model: string, options: GenerateOptions) {
  const names: Record<Option, string> = {
    seed: dialect.seedField,
    steps: dialect.stepsField,
    guidance: dialect.guidanceField,
    negativePrompt: dialect.negativeField,
  };
  const fields: Sent = {};
  const inPrompt: Partial<Record<Option, string | number>> = {};
  const supported: ParameterName[] = [];
  for (const [option, field] of Object.entries(names) as [Option, string][]) {
    const value = options[option];
    if (field === 'off' || dialect.bareModels?.test(model)) continue;
    supported.push(option);
    if (value === undefined) continue;
    if (field === 'in-prompt') inPrompt[option] = value;
    else fields[field] = value;
  }
  return { fields, inPrompt, supported };
}

interface WrittenPrompt {
  prompt: string;
  sent: Sent;
  warnings: Warning[];
}

/** A person's own `|` or tag must not become a setting of the server. */
function writtenPrompt(
  dialect: Dialect,
  options: GenerateOptions,
  inPrompt: Partial<Record<Option, string | number>>,
): WrittenPrompt {
  const { seed, steps, guidance, negativePrompt } = inPrompt;
  if (dialect.inPrompt === 'pipe') {
    if (dialect.negativeField !== 'in-prompt') return { prompt: options.prompt, sent: {}, warnings: [] };
    const prompt = options.prompt.replaceAll('|', ',');
    return {
      prompt: negativePrompt === undefined ? prompt : `${prompt}|${negativePrompt}`,
      sent: negativePrompt === undefined ? {} : { negative_prompt: negativePrompt },
      warnings: prompt === options.prompt ? [] : [PIPE_AS_COMMA],
    };
  }
  const prompt = options.prompt.replace(/<\/?sd_cpp_extra_args>/g, ' ');
  const sampling = {
    ...(steps === undefined ? {} : { sample_steps: steps }),
    ...(guidance === undefined ? {} : { guidance: { txt_cfg: guidance } }),
  };
  const extra = {
    ...(seed === undefined ? {} : { seed }),
    ...(negativePrompt === undefined ? {} : { negative_prompt: negativePrompt }),
    ...(Object.keys(sampling).length === 0 ? {} : { sample_params: sampling }),
  };
  if (Object.keys(extra).length === 0) return { prompt, sent: {}, warnings: [] };
  // The closing tag inside a value would end the arguments early.
  const json = JSON.stringify(extra).replaceAll('<', '\\u003c');
  return {
    prompt: `${prompt} <sd_cpp_extra_args>${json}</sd_cpp_extra_args>`,
    sent: {
      ...(seed === undefined ? {} : { seed }),
      ...(negativePrompt === undefined ? {} : { negative_prompt: negativePrompt }),
      ...(steps === undefined ? {} : { sample_steps: steps }),
      ...(guidance === undefined ? {} : { txt_cfg: guidance }),
    },
    warnings: [],
  };
}
