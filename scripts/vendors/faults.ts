/** Everything that can be made to go wrong, and whether the vendor had begun to draw by then. */
export const FAULTS = {
  /** The prompt is refused, in the place where this vendor says so. */
  refused: { begun: false },
  /** The picture is drawn and withheld. */
  'refused-output': { begun: true },
  'bad-key': { begun: false },
  'no-credit': { begun: false },
  /** 429 with the vendor's way to name a wait. */
  'rate-limited': { begun: false },
  /** 429 once, then fine. */
  'rate-limited-then-fine': { begun: false },
  /** HTTP 500. */
  down: { begun: true },
  /** HTTP 503, which some vendors document as "not taken". */
  unavailable: { begun: false },
  /** No answer, ever. */
  timeout: { begun: true },
  /** A picture field that holds no picture. */
  garbage: { begun: true },
  /** Half of an answer. */
  malformed: { begun: true },
  /** A correct answer, late. */
  slow: { begun: true },
  retired: { begun: false },
  'bad-parameter': { begun: false },
  /** The connection breaks after the request. */
  reset: { begun: true },
} as const satisfies Record<string, { begun: boolean }>;

export type FaultName = keyof typeof FAULTS;

export function isFault(name: unknown): name is FaultName {
  return typeof name === 'string' && Object.hasOwn(FAULTS, name);
}

/** Set by `POST /_fault`; all that is given has to match. */
export interface FaultRule {
  fault: FaultName;
  vendor?: string | undefined;
  model?: string | undefined;
  /** How many more requests it meets; for ever when left out. */
  times?: number | undefined;
}

const MARKER = /\[\[fault:([a-z-]+)(?:@([a-zA-Z0-9._:-]+))?\]\]/g;

/**
 * The fault that meets a request: from its prompt, as in `[[fault:down]]`, `[[fault:down@recraft]]` for one vendor or
 * model; from its path, as in `/~down/openai/v1`; or from a rule.
 */
export function faultFor(
  request: { vendor: string; model: string; prompt: string; pathFault: string | undefined },
  rules: FaultRule[],
): FaultName | undefined {
  for (const [, name, target] of request.prompt.matchAll(MARKER)) {
    const isMeant = target === undefined || target === request.vendor || target === request.model;
    if (isMeant && isFault(name)) return name;
  }
  if (isFault(request.pathFault)) return request.pathFault;
  const rule = rules.find(
    ({ vendor, model, times }) =>
      (vendor ?? request.vendor) === request.vendor &&
      (model ?? request.model) === request.model &&
      times !== 0,
  );
  if (rule?.times !== undefined) rule.times -= 1;
  return rule?.fault;
}
