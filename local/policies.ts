import { StackFault } from './fault.ts';
import { isFunction, isPresent, mergedProperties } from './template/functions.ts';
import type { Resolver } from './template/intrinsics.ts';
import type { Template } from './template/load.ts';
import { isMap, listOf, mapOrEmpty, type Path, type Value, type ValueMap } from './template/value.ts';

/** Who calls the AWS endpoint. The owner's own tools are the administrator and may do everything. */
export type Caller =
  | { kind: 'administrator' }
  | { kind: 'function'; logicalId: string }
  | { kind: 'cloudfront' };

export interface AccessRequest {
  /** `s3:GetObject` */
  action: string;
  /** The ARN. */
  resource: string;
  /** Condition keys that AWS would set, in lower case: `{'s3:prefix': 'jobs/'}`. */
  context?: Record<string, string | undefined>;
}

export interface Policies {
  allows(caller: Caller, request: AccessRequest): boolean;
  /** Statements of functions that no allowed request has needed: `GenerateRole.Policies.0… s3:GetObject on …`. */
  unusedStatements(): string[];
}

/** One question to the policies, and their answer. */
export interface Access {
  caller: Caller;
  request: AccessRequest;
  allowed: boolean;
}

/** The same policies, telling of every question. */
export function watched(policies: Policies, onAccess: (access: Access) => void): Policies {
  return {
    ...policies,
    allows(caller, request) {
      const allowed = policies.allows(caller, request);
      onAccess({ caller, request, allowed });
      return allowed;
    },
  };
}

interface Statement {
  /** Place and content, for people. */
  label: string;
  owner: Caller | { kind: 'anyone' };
  allow: boolean;
  actions: RegExp[];
  resources: RegExp[];
  conditions: Condition[];
}

interface Condition {
  key: string;
  values: string[];
  /** What a request without the key means. */
  whenMissing: boolean;
  holds(actual: string, expected: string): boolean;
  negated: boolean;
}

/** Reads the policies of all functions and buckets. @throws StackFault with every statement that is not understood */
export function readPolicies(template: Template, resolver: Resolver): Policies {
  const faults: string[] = [];
  const statements: Statement[] = [];
  const add = (
    document: Value | undefined,
    path: Path,
    owner: (raw: ValueMap) => Statement['owner'] | undefined,
  ) => {
    try {
      const resolved = mapOrEmpty(resolver.resolve(document, path));
      for (const [index, raw] of listOf(resolved.Statement).entries()) {
        const place = template.place([...path, 'Statement', index]);
        const who = isMap(raw) ? owner(raw) : undefined;
        if (isMap(raw) && who) statements.push(readStatement(raw, place, who));
      }
    } catch (error) {
      if (!(error instanceof StackFault)) throw error;
      faults.push(...error.faults);
    }
  };

  for (const [logicalId, resource] of Object.entries(template.resources)) {
    if (resource.Type === 'AWS::S3::BucketPolicy' && isPresent(resource, resolver, logicalId)) {
      const path = ['Resources', logicalId, 'Properties', 'PolicyDocument'];
      add(resource.Properties.PolicyDocument, path, bucketPolicyOwner);
    }
    if (!isFunction(resource) || !isPresent(resource, resolver, logicalId)) continue;
    const owner = () => ({ kind: 'function' as const, logicalId });
    const properties = mergedProperties(template, resource);
    for (const [index, policy] of listOf(properties.Policies).entries()) {
      const path = ['Resources', logicalId, 'Properties', 'Policies', index];
      if (isMap(policy) && policy.Statement !== undefined) add(policy, path, owner);
      else if (typeof policy !== 'string') {
        faults.push(
          `${template.place(path)}: write the statements out ("Statement: [...]"); SAM policy templates are too wide.`,
        );
      }
    }
    const role = roleOf(properties.Role);
    for (const [index, policy] of listOf(role && template.resources[role]?.Properties.Policies).entries()) {
      if (role === undefined) continue;
      add(
        mapOrEmpty(policy).PolicyDocument,
        ['Resources', role, 'Properties', 'Policies', index, 'PolicyDocument'],
        owner,
      );
    }
  }
  if (faults.length > 0) throw new StackFault(faults);
  return createPolicies(statements);
}

function createPolicies(statements: readonly Statement[]): Policies {
  /** Labels: functions that share a role share its statements. */
  const used = new Set<string>();
  return {
    allows(caller, request) {
      if (caller.kind === 'administrator') return true;
      const applying = statements.filter((statement) => applies(statement, caller, request));
      if (applying.some((statement) => !statement.allow)) return false;
      for (const { label } of applying) used.add(label);
      return applying.length > 0;
    },
    unusedStatements: () => [
      ...new Set(
        statements
          .filter(({ allow, owner, label }) => allow && owner.kind === 'function' && !used.has(label))
          .map(({ label }) => label),
      ),
    ],
  };
}

function applies(statement: Statement, caller: Caller, request: AccessRequest): boolean {
  const { owner } = statement;
  if (owner.kind !== 'anyone') {
    if (owner.kind !== caller.kind) return false;
    if (owner.kind === 'function' && caller.kind === 'function' && owner.logicalId !== caller.logicalId)
      return false;
  }
  // There is no TLS on loopback; the policies treat every request as encrypted.
  const context: Record<string, string | undefined> = { 'aws:securetransport': 'true', ...request.context };
  return (
    statement.actions.some((pattern) => pattern.test(request.action)) &&
    statement.resources.some((pattern) => pattern.test(request.resource)) &&
    statement.conditions.every((condition) => {
      const actual = context[condition.key];
      if (actual === undefined) return condition.whenMissing;
      const matched = condition.values.some((expected) => condition.holds(actual, expected));
      return matched !== condition.negated;
    })
  );
}

function bucketPolicyOwner(raw: ValueMap): Statement['owner'] | undefined {
  if (raw.Principal === '*' || mapOrEmpty(raw.Principal).AWS === '*') return { kind: 'anyone' };
  const services = listOf(mapOrEmpty(raw.Principal).Service);
  return services.includes('cloudfront.amazonaws.com') ? { kind: 'cloudfront' } : undefined;
}

function roleOf(value: Value | undefined): string | undefined {
  const target = isMap(value) ? value['Fn::GetAtt'] : undefined;
  const [id, name] = Array.isArray(target) ? target : [];
  return typeof id === 'string' && name === 'Arn' ? id : undefined;
}

function readStatement(raw: ValueMap, place: string, owner: Statement['owner']): Statement {
  for (const name of ['NotAction', 'NotResource', 'NotPrincipal']) {
    if (raw[name] !== undefined) throw new StackFault(`${place}: write what is meant, without ${name}.`);
  }
  const actions = listOf(raw.Action).map(String);
  const resources = listOf(raw.Resource).map(String);
  if (raw.Effect !== 'Allow' && raw.Effect !== 'Deny')
    throw new StackFault(`${place}: write "Effect: Allow".`);
  if (actions.length === 0 || resources.length === 0) {
    throw new StackFault(`${place}: a statement needs "Action:" and "Resource:".`);
  }
  return {
    label: `${place}: ${actions.join(', ')} on ${resources.join(', ')}`,
    owner,
    allow: raw.Effect === 'Allow',
    actions: actions.map((action) => wildcard(action, 'i')),
    resources: resources.map((resource) => wildcard(resource)),
    conditions: readConditions(mapOrEmpty(raw.Condition), place),
  };
}

const equal = (actual: string, expected: string) => actual === expected;
const equalIgnoringCase = (actual: string, expected: string) =>
  actual.toLowerCase() === expected.toLowerCase();
const like = (actual: string, expected: string) => wildcard(expected).test(actual);

const OPERATORS: Record<string, { holds: Condition['holds']; negated: boolean }> = {
  StringEquals: { holds: equal, negated: false },
  StringNotEquals: { holds: equal, negated: true },
  StringEqualsIgnoreCase: { holds: equalIgnoringCase, negated: false },
  StringLike: { holds: like, negated: false },
  StringNotLike: { holds: like, negated: true },
  ArnEquals: { holds: like, negated: false },
  ArnLike: { holds: like, negated: false },
  Bool: { holds: equalIgnoringCase, negated: false },
};

function readConditions(raw: ValueMap, place: string): Condition[] {
  return Object.entries(raw).flatMap(([written, keys]) => {
    const name = written.replace(/^ForAllValues:|^ForAnyValue:|IfExists$/g, '');
    const operator = OPERATORS[name.replace(/IfExists$/, '')];
    if (!operator) throw new StackFault(`${place}: the condition ${written} is not known here.`);
    const optional = written.endsWith('IfExists') || written.startsWith('ForAllValues:') || operator.negated;
    return Object.entries(mapOrEmpty(keys)).map(([key, values]) => ({
      key: key.toLowerCase(),
      values: listOf(values).map(String),
      whenMissing: optional,
      ...operator,
    }));
  });
}

/** IAM's `*` and `?`. */
function wildcard(pattern: string, flags = ''): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, `s${flags}`);
}
