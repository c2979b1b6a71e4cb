import type { ResourceNames } from './intrinsics.ts';
import type { Template } from './load.ts';
import type { Value } from './value.ts';

export const ACCOUNT_ID = '123456789012';
export const REGION = 'us-east-1';
export const STACK_NAME = 'pixel-prompt-local';

/** Hosts that CloudFront and API Gateway would have; replaced by the local address where they are used. */
export const DISTRIBUTION_HOST = 'distribution.pixel-prompt.invalid';
export const API_ID = 'local';
export const API_HOST = `${API_ID}.execute-api.${REGION}.amazonaws.com`;

/** Where a bucket would be asked on AWS. */
export const bucketHost = (name: string) => `${name}.s3.${REGION}.amazonaws.com`;

/** The pseudo parameters. `stackId` is kept in the state folder: it differs between installations. */
export const pseudoParameters = (stackId: string): Record<string, Value | undefined> => ({
  'AWS::AccountId': ACCOUNT_ID,
  'AWS::NotificationARNs': [],
  'AWS::NoValue': undefined,
  'AWS::Partition': 'aws',
  'AWS::Region': REGION,
  'AWS::StackId': `arn:aws:cloudformation:${REGION}:${ACCOUNT_ID}:stack/${STACK_NAME}/${stackId}`,
  'AWS::StackName': STACK_NAME,
  'AWS::URLSuffix': 'amazonaws.com',
});

type Attributes = Record<string, Value>;
interface Physical {
  ref: Value;
  attributes: Attributes;
}
type Describe = (name: string, id: string) => Physical;

const arn = (service: string, resource: string) => `arn:aws:${service}:${REGION}:${ACCOUNT_ID}:${resource}`;
const named = (
  arnOf: (name: string) => string,
  more: (name: string) => Attributes = () => ({}),
): Describe => {
  return (name) => ({ ref: name, attributes: { Arn: arnOf(name), ...more(name) } });
};

const functionNames = named(
  (name) => arn('lambda', `function:${name}`),
  // SAM's `Function.Version` is a resource of its own; there is one version here.
  () => ({ 'Version.Version': '$LATEST' }),
);

/** Type -> the property that names the resource, and what `Ref` and `GetAtt` answer. */
interface ResourceType {
  property?: string;
  describe: Describe;
}

const UNKNOWN: ResourceType = { describe: (name) => ({ ref: name, attributes: { Id: name } }) };
const TYPES: Record<string, ResourceType> = {
  'AWS::Serverless::Function': { property: 'FunctionName', describe: functionNames },
  'AWS::Lambda::Function': { property: 'FunctionName', describe: functionNames },
  'AWS::S3::Bucket': {
    property: 'BucketName',
    describe: named(
      (name) => `arn:aws:s3:::${name}`,
      (name) => ({
        DomainName: `${name}.s3.amazonaws.com`,
        RegionalDomainName: bucketHost(name),
      }),
    ),
  },
  'AWS::DynamoDB::Table': {
    property: 'TableName',
    describe: named((name) => arn('dynamodb', `table/${name}`)),
  },
  'AWS::SecretsManager::Secret': {
    property: 'Name',
    describe: (name) => {
      const secretArn = arn('secretsmanager', `secret:${name}-Local0`);
      return { ref: secretArn, attributes: { Id: secretArn, Arn: secretArn } };
    },
  },
  'AWS::SQS::Queue': {
    property: 'QueueName',
    describe: (name) => ({
      ref: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT_ID}/${name}`,
      attributes: { Arn: arn('sqs', name), QueueName: name },
    }),
  },
  'AWS::SNS::Topic': {
    property: 'TopicName',
    describe: (name) => ({
      ref: arn('sns', name),
      attributes: { TopicArn: arn('sns', name), TopicName: name },
    }),
  },
  'AWS::Logs::LogGroup': {
    property: 'LogGroupName',
    describe: named((name) => `${arn('logs', `log-group:${name}`)}:*`),
  },
  'AWS::IAM::Role': {
    property: 'RoleName',
    describe: named((name) => `arn:aws:iam::${ACCOUNT_ID}:role/${name}`),
  },
  'AWS::KMS::Key': { describe: named((name) => arn('kms', `key/${name}`)) },
  'AWS::Serverless::HttpApi': {
    describe: () => ({ ref: API_ID, attributes: { ApiEndpoint: `https://${API_HOST}`, ApiId: API_ID } }),
  },
  'AWS::Serverless::LayerVersion': {
    describe: (name) => ({ ref: arn('lambda', `layer:${name}:1`), attributes: {} }),
  },
  'AWS::CloudFront::Function': {
    property: 'Name',
    describe: (name) => {
      const functionArn = `arn:aws:cloudfront::${ACCOUNT_ID}:function/${name}`;
      return { ref: functionArn, attributes: { 'FunctionMetadata.FunctionARN': functionArn } };
    },
  },
  'AWS::CloudFront::Distribution': {
    describe: (name) => ({ ref: name, attributes: { DomainName: DISTRIBUTION_HOST, Id: name } }),
  },
};

/** Physical names of the template's resources. `text` resolves the property that names one. */
export function createResourceNames(
  template: Template,
  text: (value: Value, id: string, property: string) => string,
): ResourceNames {
  const known = new Map<string, Physical>();

  function describe(id: string): Physical | undefined {
    const found = known.get(id);
    if (found) return found;
    const resource = template.resources[id];
    if (!resource) return undefined;
    const type = TYPES[resource.Type] ?? UNKNOWN;
    const written = type.property === undefined ? undefined : resource.Properties[type.property];
    const fallback = `${STACK_NAME}-${id}`;
    const name =
      written === undefined || written === null
        ? resource.Type === 'AWS::S3::Bucket'
          ? fallback.toLowerCase()
          : fallback
        : text(written, id, type.property ?? '');
    const physical = type.describe(name, id);
    known.set(id, physical);
    return physical;
  }

  return {
    ref(id) {
      // SAM's `Function.Alias` and `Function.Version`: the one version that runs here.
      const owner = /^(.+)\.(Alias|Version)$/.exec(id)?.[1];
      if (owner !== undefined) return describe(owner)?.attributes.Arn;
      return describe(id)?.ref;
    },
    attribute: (id, name) => describe(id)?.attributes[name],
  };
}
