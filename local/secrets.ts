import { isPresent } from './template/functions.ts';
import type { Resolver } from './template/intrinsics.ts';
import type { Template } from './template/load.ts';
import { isMap } from './template/value.ts';

export interface Secret {
  arn: string;
  name: string;
  value: string;
}

/**
 * Every secret of the template, with its text resolved.
 * @param generated what Secrets Manager would have made for the secret with this logical id; the same at each start
 */
export function readSecrets(
  template: Template,
  resolver: Resolver,
  generated: (logicalId: string) => string,
): Secret[] {
  return Object.entries(template.resources)
    .filter(
      ([id, resource]) =>
        resource.Type === 'AWS::SecretsManager::Secret' && isPresent(resource, resolver, id),
    )
    .map(([id, resource]) => {
      const arn = resolver.text({ Ref: id }, ['Resources', id]);
      const path = ['Resources', id, 'Properties', 'SecretString'];
      return {
        arn,
        name: arn.replace(/^.*:secret:/, '').replace(/-\w{6}$/, ''),
        value:
          resource.Properties.GenerateSecretString === undefined
            ? resolver.text(resource.Properties.SecretString ?? '', path)
            : generated(id),
      };
    });
}

/** The text with CloudFormation's references to secrets replaced by their values. */
export const withSecrets = (text: string, secrets: readonly Secret[]): string =>
  text.replace(
    /\{\{resolve:secretsmanager:([^}]+?):SecretString\}\}/g,
    (reference, id: string) => secrets.find(({ arn, name }) => [arn, name].includes(id))?.value ?? reference,
  );

export interface JsonReply {
  status: number;
  body: unknown;
}

export const jsonError = (status: number, type: string, message: string): JsonReply => ({
  status,
  body: { __type: type, message, Message: message },
});

const VERSION = '00000000-0000-4000-8000-000000000001';

/** The reading part of Secrets Manager. `allows` checks one secret's ARN. */
export function answerSecrets(
  operation: string,
  body: Buffer,
  secrets: readonly Secret[],
  allows: (action: string, resource: string) => boolean,
): JsonReply {
  const input = parse(body);
  if (!input) return jsonError(400, 'SerializationException', 'The request body is not a JSON object');
  const denied = (resource: string) =>
    jsonError(
      400,
      'AccessDeniedException',
      `User is not authorized to perform: secretsmanager:${operation} on resource: ${resource}`,
    );
  if (operation === 'ListSecrets') {
    if (!allows('secretsmanager:ListSecrets', '*')) return denied('*');
    return { status: 200, body: { SecretList: secrets.map(({ arn, name }) => ({ ARN: arn, Name: name })) } };
  }
  if (operation !== 'GetSecretValue' && operation !== 'DescribeSecret') {
    return jsonError(501, 'NotImplementedException', `The local Secrets Manager has no ${operation}`);
  }
  const id = String(input.SecretId ?? '');
  const secret = secrets.find(
    ({ arn, name }) => arn === id || name === id || arn.replace(/-\w{6}$/, '') === id,
  );
  if (!allows(`secretsmanager:${operation}`, secret?.arn ?? id)) return denied(id);
  if (!secret) {
    return jsonError(400, 'ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  }
  const identity = { ARN: secret.arn, Name: secret.name };
  if (operation === 'DescribeSecret') {
    return { status: 200, body: { ...identity, VersionIdsToStages: { [VERSION]: ['AWSCURRENT'] } } };
  }
  const created = { VersionId: VERSION, VersionStages: ['AWSCURRENT'], CreatedDate: 1_767_225_600 };
  return { status: 200, body: { ...identity, SecretString: secret.value, ...created } };
}

function parse(body: Buffer) {
  try {
    const input: unknown = JSON.parse(body.toString('utf8') || '{}');
    return isMap(input) ? input : undefined;
  } catch {
    return undefined;
  }
}
