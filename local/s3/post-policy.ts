import { s3Errors } from './errors.ts';

/** What a policy says of one field, or of the file. */
export type PolicyCondition =
  | { kind: 'eq' | 'starts-with'; field: string; value: string }
  | { kind: 'length'; least: number; most: number };

export interface PostPolicy {
  /** Milliseconds since the epoch. */
  expiresAt: number;
  conditions: PolicyCondition[];
}

/** Fields that a policy need not name. */
const FREE_FIELDS = /^(?:x-amz-signature|file|policy|x-ignore-.*)$/;

/** @param text the policy in base64, as it was signed @throws S3Error */
export function readPolicy(text: string): PostPolicy {
  let document: unknown;
  try {
    document = JSON.parse(Buffer.from(text, 'base64').toString('utf8'));
  } catch {
    throw s3Errors.invalidPolicy('Invalid Policy: Invalid JSON.');
  }
  const { expiration, conditions } = (document ?? {}) as { expiration?: unknown; conditions?: unknown };
  const expiresAt = typeof expiration === 'string' ? Date.parse(expiration) : Number.NaN;
  if (Number.isNaN(expiresAt)) throw s3Errors.invalidPolicy('Invalid Policy: Invalid expiration.');
  if (!Array.isArray(conditions))
    throw s3Errors.invalidPolicy('Invalid Policy: Policy must have conditions.');
  return { expiresAt, conditions: conditions.flatMap(conditionsOf) };
}

function conditionsOf(condition: unknown): PolicyCondition[] {
  if (!Array.isArray(condition)) {
    if (typeof condition !== 'object' || condition === null) throw badCondition();
    return Object.entries(condition).map(([name, value]) => ({
      kind: 'eq',
      field: name.toLowerCase(),
      value: String(value),
    }));
  }
  const [kind, first, second] = condition as unknown[];
  const operator = String(kind).toLowerCase();
  if (operator === 'content-length-range') {
    const length = { kind: 'length' as const, least: Number(first), most: Number(second) };
    if (!Number.isInteger(length.least) || !Number.isInteger(length.most)) throw badCondition();
    return [length];
  }
  if ((operator !== 'eq' && operator !== 'starts-with') || !String(first).startsWith('$'))
    throw badCondition();
  return [{ kind: operator, field: String(first).slice(1).toLowerCase(), value: String(second) }];
}

const badCondition = () => s3Errors.invalidPolicy('Invalid Policy: Invalid condition.');

/**
 * Whether the policy allows the form, as S3 decides it: every condition has to hold, and every field has to be in one.
 * @param fields by lower-case name, the bucket among them
 * @param now milliseconds since the epoch
 * @throws S3Error
 */
export function checkPolicy(
  { expiresAt, conditions }: PostPolicy,
  fields: ReadonlyMap<string, string>,
  size: number,
  now: number,
): void {
  if (now >= expiresAt) throw s3Errors.againstPolicy('Policy expired.');
  const named = new Set<string>();
  for (const condition of conditions) {
    if (condition.kind === 'length') {
      if (size < condition.least) throw s3Errors.entityTooSmall(size, condition.least);
      if (size > condition.most) throw s3Errors.entityTooLarge();
      continue;
    }
    const { kind, field, value } = condition;
    named.add(field);
    const actual = fields.get(field) ?? '';
    const holds = kind === 'eq' ? actual === value : actual.startsWith(value);
    if (!holds) throw s3Errors.againstPolicy(`Policy Condition failed: ["${kind}", "$${field}", "${value}"]`);
  }
  const extra = [...fields.keys()].find(
    (field) => !named.has(field) && !FREE_FIELDS.test(field) && field !== 'bucket',
  );
  if (extra !== undefined) throw s3Errors.againstPolicy(`Extra input fields: ${extra}`);
}
