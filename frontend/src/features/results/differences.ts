import type {
  CompletedResult,
  FailedResult,
  ParameterName,
  Parameters,
  Sent,
} from '../../../../src/contract/index.ts';
import { isSameShape, shapeOf } from '../../../../src/contract/shape.ts';
import type { Messages } from '../../lib/i18n/en.ts';

/** One way in which a picture is not what was asked for. */
export type Difference =
  | { kind: 'shape'; asked: string; got: string }
  | { kind: 'notSent'; name: ParameterName }
  | { kind: 'changed'; name: ParameterName; value: string }
  | { kind: 'rewritten' | 'reworded' }
  /** The API left a note that none of the others says. */
  | { kind: 'note' };

/** Vendors name their fields differently; what they mean shows in the name. */
const FIELDS: Record<Exclude<ParameterName, 'aspectRatio' | 'negativePrompt'>, RegExp> = {
  seed: /seed/i,
  steps: /steps/i,
  guidance: /guidance|cfg/i,
  control: /control|strength/i,
};

const WORDS: Record<ParameterName, RegExp> = {
  aspectRatio: /aspect ratio/i,
  seed: /seed/i,
  negativePrompt: /negative/i,
  steps: /steps/i,
  guidance: /guidance/i,
  control: /control/i,
};

export type Compared = {
  requested: Parameters;
  sent: Sent | undefined;
  warnings: readonly string[];
  size: { width: number; height: number } | undefined;
  rewritten: boolean;
  reworded: boolean;
};

/** What was asked for, sent and received, of a result that has ended. */
export function comparedOf(
  result: CompletedResult | FailedResult,
  asked: Parameters,
  reworded: boolean,
): Compared {
  const done = result.status === 'completed' ? result : undefined;
  return {
    requested: result.requested ?? asked,
    sent: result.sent,
    warnings: result.warnings ?? [],
    size: done && { width: done.width, height: done.height },
    rewritten: done?.revisedPrompt !== undefined,
    reworded,
  };
}

/** Everything that differs, most visible first. Nothing differs as long as nothing was sent. */
export function differencesOf({
  requested,
  sent,
  warnings,
  size,
  rewritten,
  reworded,
}: Compared): Difference[] {
  const found: Difference[] = [];
  const { aspectRatio } = requested;
  const wanted = aspectRatio && shapeOf(aspectRatio);
  if (aspectRatio && wanted && size && !isSameShape(size.width / size.height, wanted)) {
    found.push({ kind: 'shape', asked: aspectRatio, got: pixels(size.width, size.height) });
  }
  if (sent) found.push(...settingDifferences(requested, sent, warnings));
  if (rewritten) found.push({ kind: 'rewritten' });
  if (reworded) found.push({ kind: 'reworded' });
  const said = new Set(
    found.flatMap((each) => (each.kind === 'shape' ? 'aspectRatio' : 'name' in each ? each.name : [])),
  );
  const unsaid = warnings.filter((warning) => ![...said].some((name) => WORDS[name].test(warning)));
  if (unsaid.length > 0) found.push({ kind: 'note' });
  return found;
}

function settingDifferences(requested: Parameters, sent: Sent, warnings: readonly string[]): Difference[] {
  const found: Difference[] = [];
  for (const name of Object.keys(FIELDS) as (keyof typeof FIELDS)[]) {
    const asked = requested[name];
    if (asked === undefined) continue;
    const field = Object.entries(sent).find(([key]) => FIELDS[name].test(key));
    if (!field) found.push({ kind: 'notSent', name });
    else if (Number(field[1]) !== asked) found.push({ kind: 'changed', name, value: String(field[1]) });
  }
  // Some servers take it inside the prompt, where no field shows it: only the API knows that it was left out.
  const leftOut = warnings.some((warning) => WORDS.negativePrompt.test(warning));
  if (requested.negativePrompt && leftOut) found.push({ kind: 'notSent', name: 'negativePrompt' });
  return found;
}

export function differenceText(t: Messages, difference: Difference): string {
  switch (difference.kind) {
    case 'shape':
      return t.marks.shape(difference.got, difference.asked);
    case 'notSent':
      return t.marks.notSent[difference.name];
    case 'changed':
      return t.marks.changed[difference.name](difference.value);
    default:
      return t.marks[difference.kind];
  }
}

/** `1024 × 1024` */
export function pixels(width: number, height: number): string {
  return `${width} × ${height}`;
}

/** One vendor field as a person reads it: `1344 × 768` for `{"width": 1344, "height": 768}`. */
export function sentValue(value: Sent[string]): string {
  if (typeof value !== 'object') return String(value);
  const { width, height, ...others } = value;
  if (typeof width === 'number' && typeof height === 'number' && Object.keys(others).length === 0) {
    return pixels(width, height);
  }
  return Object.entries(value)
    .map(([name, inner]) => `${name} ${inner}`)
    .join(', ');
}
