import type { Template } from '../../local/template/load.ts';
import { isMap, type Value } from '../../local/template/value.ts';
import { DeployError } from './deploy-error.ts';
import type { Stack } from './describe-stack.ts';

/** Names that AWS bounds, in characters, by resource type and property. */
const LONGEST: Readonly<Record<string, readonly [path: string, characters: number]>> = {
  'AWS::Serverless::Function': ['FunctionName', 64],
  'AWS::CloudFront::Function': ['Name', 64],
  'AWS::CloudFront::OriginAccessControl': ['OriginAccessControlConfig.Name', 64],
  'AWS::AppConfig::Application': ['Name', 64],
  'AWS::SQS::Queue': ['QueueName', 80],
};

/**
 * The name of a stack is part of the names of its resources, some of which AWS keeps short.
 * @throws DeployError when one would be too long, minutes before CloudFormation would say so
 */
export function checkStackName({ name, region }: Stack, { resources }: Pick<Template, 'resources'>): void {
  const excess = Object.values(resources).map(({ Type, Properties }) => {
    const [path, characters] = LONGEST[Type] ?? ['', 0];
    const full = path === '' ? undefined : textAt(Properties, path.split('.'), { name, region });
    if (full === undefined) return 0;
    return full.length - characters;
  });
  const most = Math.max(0, ...excess);
  if (most === 0) return;
  throw new DeployError(
    'configuration',
    `The stack name ${name} is ${most} characters too long for the names that are made of it.`,
    `Take at most ${name.length - most} characters, in samconfig.toml.`,
  );
}

/** The text at a path: as written, of a `!Sub` with its name and region filled in, or the stack's name. */
function textAt(
  value: Value | undefined,
  path: readonly string[],
  { name, region }: { name: string; region: string },
): string | undefined {
  let found: Value | undefined = value;
  for (const step of path) found = isMap(found) ? found[step] : undefined;
  if (isMap(found) && found.Ref === 'AWS::StackName') return name;
  const text = isMap(found) ? found['Fn::Sub'] : found;
  if (typeof text !== 'string') return undefined;
  return text.replaceAll(/\$\{AWS::(StackName|Region)\}/g, (_, pseudo: string) =>
    pseudo === 'Region' ? region : name,
  );
}
