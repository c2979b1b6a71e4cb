import type { Template } from '../../../local/template/load.ts';
import { isMap, listOf, type Value } from '../../../local/template/value.ts';

/** What Lambda does with the rights of a function: it sends failed events to their queue. */
const BY_LAMBDA = ['sqs:SendMessage'];

/** What a function's own policies, or those of its role, allow it to do: `['dynamodb:GetItem', 's3:PutObject']`. */
export function allowedActions(template: Template, logicalId: string): string[] {
  const { Policies, Role } = template.resources[logicalId]?.Properties ?? {};
  const policies = [...listOf(Policies), ...listOf(policiesOfRole(template, Role))];
  return policies.flatMap(actionsIn).filter((action) => !BY_LAMBDA.includes(action));
}

/** The AWS services of these actions: `['dynamodb', 's3']`. */
export function servicesOf(actions: readonly string[]): string[] {
  const services = actions.map((action) => /^[a-z0-9-]+(?=:)/.exec(action)?.[0] ?? action);
  return [...new Set(services)].sort();
}

function policiesOfRole(template: Template, role: Value | undefined): Value | undefined {
  const [id] = isMap(role) ? listOf(role['Fn::GetAtt']) : [];
  return typeof id === 'string' ? template.resources[id]?.Properties.Policies : undefined;
}

/** The actions of every statement inside a policy, however deep it is nested. */
function actionsIn(value: Value | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap(actionsIn);
  if (!isMap(value)) return [];
  const own = value.Effect === 'Allow' ? listOf(value.Action).map(String) : [];
  return [...own, ...Object.values(value).flatMap(actionsIn)];
}
