import type { AspectRatio, Note, NoteCode, ParameterName } from '../contract/index.ts';
import { ownersText, type SafeText, safeText } from './safe-text.ts';

type Value = SafeText | ParameterName | AspectRatio | number;

/** What a model could not do as asked: a sentence for programs, and what a page needs to say it in any language. */
export interface Warning {
  code: NoteCode;
  values: Readonly<Record<string, Value>>;
  sentence: SafeText;
}

/** The fields of a result that say so. */
export const warningFields = (warnings: readonly Warning[]): { warnings: SafeText[]; notes: Note[] } => ({
  warnings: warnings.map(({ sentence }) => sentence),
  notes: warnings.map(({ code, values }) => ({ code, values: { ...values } })),
});

const NAMES: Record<ParameterName, SafeText> = {
  aspectRatio: safeText`aspect ratio`,
  seed: safeText`seed`,
  negativePrompt: safeText`negative prompt`,
  steps: safeText`steps`,
  guidance: safeText`guidance`,
  control: safeText`control`,
};

export const settingNotSent = (setting: ParameterName): Warning => ({
  code: 'SETTING_NOT_SENT',
  values: { setting },
  sentence: safeText`${NAMES[setting]} is not supported by this model and was not sent`,
});

/** @param size a size, a ratio or a word of the vendor, from the catalog or the owner */
export const nearestShape = (asked: AspectRatio, size: string): Warning => ({
  code: 'NEAREST_SHAPE',
  values: { asked, sent: ownersText(size) },
  sentence: safeText`aspect ratio ${asked} is not supported by this model; ${ownersText(size)} is the nearest and was sent`,
});

export const outOfRange = (
  name: ParameterName,
  range: { asked: number; low: number; high: number; sent: number },
): Warning => {
  const { asked, low, high, sent } = range;
  return {
    code: 'OUT_OF_RANGE',
    values: { setting: name, asked, low, high, sent },
    sentence: safeText`${ownersText(name)} ${asked} is outside of ${low} to ${high} for this model; ${sent} was sent`,
  };
};

export const SEED_ZERO_IS_RANDOM: Warning = {
  code: 'SEED_ZERO_IS_RANDOM',
  values: {},
  sentence: safeText`seed 0 means a random seed to this model`,
};

export const otherSeed = (vendor: SafeText, seed: number): Warning => ({
  code: 'OTHER_SEED',
  values: { vendor, seed },
  sentence: safeText`${vendor} used seed ${seed} instead`,
});

export const morePictures = (vendor: SafeText, count: number): Warning => ({
  code: 'MORE_PICTURES',
  values: { vendor, count },
  sentence: safeText`${vendor} sent ${count} pictures; one of them is kept and shown`,
});

export const PIPE_AS_COMMA: Warning = {
  code: 'PIPE_AS_COMMA',
  values: {},
  sentence: safeText`the sign | was sent as a comma: this server gives it a meaning`,
};

export const NO_THUMBNAIL: Warning = {
  code: 'NO_THUMBNAIL',
  values: {},
  sentence: safeText`No small version of this picture could be made.`,
};

/** @param name of the kind of file that came: `SVG`, `AVIF` or `GIF` */
export const shownAsPng = (name: string): Warning => ({
  code: 'SHOWN_AS_PNG',
  values: { type: ownersText(name) },
  sentence: safeText`This is a PNG of the ${ownersText(name)} file that came, which is kept for download.`,
});

export const fewerReferences = (given: number, sent: number): Warning => ({
  code: 'FEWER_REFERENCES',
  values: { given, sent },
  sentence: safeText`this model works on at most ${sent} pictures; the first ${sent} of ${given} were sent`,
});

export const wasScaledDown = (
  number: number,
  { width, height }: { width: number; height: number },
): Warning => ({
  code: 'SCALED_DOWN',
  values: { width, height },
  sentence: safeText`picture ${number} was scaled down to ${width} \u00d7 ${height}, the most that this model takes`,
});

export const IMPLAUSIBLE_COST: Warning = {
  code: 'IMPLAUSIBLE_COST',
  values: {},
  sentence: safeText`The vendor reported a cost that is not plausible, so the price of the catalog counts.`,
};
