import { MOST_PICTURES } from '../../../../src/contract/constants.ts';
import type { DrawRequest, ModelEntry } from '../../../../src/contract/index.ts';
import { isOffered, type SettingName } from './choice.ts';
import type { Draft } from './draft.ts';
import { withStyles } from './styles.ts';

/** Bounds of the numeric settings, as in the contract. */
export const BOUNDS = {
  seed: { low: 0, high: 2147483647, whole: true },
  steps: { low: 1, high: 100, whole: true },
  guidance: { low: 0, high: 30, whole: false },
  control: { low: 0, high: 2, whole: false },
} as const;
export type NumericSetting = keyof typeof BOUNDS;

/** Reads a number as a person types it: `undefined` if empty, null if it cannot be sent. */
export function readNumber(setting: NumericSetting, typed: string): number | undefined | null {
  const text = typed.trim().replace(',', '.');
  if (text === '') return undefined;
  const { low, high, whole } = BOUNDS[setting];
  const value = Number(text);
  if (!Number.isFinite(value) || value < low || value > high || (whole && !Number.isInteger(value)))
    return null;
  return value;
}

/** Length as the API counts it: characters of the trimmed, normalised text. */
export function promptLength(prompt: string): number {
  return [...prompt.trim().normalize('NFC')].length;
}

export type Problem = 'prompt' | 'tooLong' | 'models' | 'count' | SettingName;

/** What prevents a run, in the order of the page. */
export function problemsOf(draft: Draft, chosen: readonly ModelEntry[], limit: number): Problem[] {
  const problems: Problem[] = [];
  const length = promptLength(withStyles(draft.prompt, draft.styles));
  if (length === 0) problems.push('prompt');
  if (length > limit) problems.push('tooLong');
  if (chosen.length === 0) problems.push('models');
  if (chosen.length * draft.count > MOST_PICTURES) problems.push('count');
  for (const setting of Object.keys(BOUNDS) as NumericSetting[]) {
    const offered = isOffered(chosen, setting, draft.sharedOnly);
    if (offered && readNumber(setting, draft[setting]) === null) problems.push(setting);
  }
  return problems;
}

/** The request for a draft. Only settings that are shown are sent. */
export function requestFrom(draft: Draft, chosen: readonly ModelEntry[]): DrawRequest {
  const request: DrawRequest = {
    prompt: withStyles(draft.prompt, draft.styles),
    models: chosen.map((model) => model.id),
    aspectRatio: draft.aspectRatio,
    ...(draft.count > 1 && { count: draft.count }),
  };
  for (const setting of Object.keys(BOUNDS) as NumericSetting[]) {
    if (!isOffered(chosen, setting, draft.sharedOnly)) continue;
    const value = readNumber(setting, draft[setting]);
    if (typeof value === 'number') request[setting] = value;
  }
  const negativePrompt = draft.negativePrompt.trim();
  if (negativePrompt !== '' && isOffered(chosen, 'negativePrompt', draft.sharedOnly)) {
    request.negativePrompt = negativePrompt;
  }
  return request;
}

/** Whether two requests ask for the same pictures: the order of models does not matter. */
export function isSameRequest(one: DrawRequest, other: DrawRequest): boolean {
  const key = ({ models, aspectRatio, ...rest }: DrawRequest) =>
    JSON.stringify(
      Object.entries({ ...rest, aspectRatio: aspectRatio ?? '1:1', models: models?.toSorted() }).toSorted(),
    );
  return key(one) === key(other);
}
