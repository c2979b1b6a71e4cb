import { describe, expect, it } from '@jest/globals';
import { templateFrom } from '../../../helpers/local-stack/template-text.ts';

const { resolver } = templateFrom(
  `
Parameters:
  Stage: {Type: String, Default: prod}
  List: {Type: CommaDelimitedList, Default: 'a, b'}
Mappings:
  Sizes: {prod: {memory: 512}}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsDev: !Not [!Condition IsProd]
  Both: !And [!Condition IsProd, !Condition IsDev]
  Either: !Or [!Condition IsProd, !Condition IsDev]
  Loop: !Not [!Condition Loop]
Resources:
  Bucket: {Type: AWS::S3::Bucket}
  Named: {Type: AWS::S3::Bucket, Properties: {BucketName: !Sub 'x-\${Stage}'}}
  Fn: {Type: AWS::Serverless::Function}
  Table: {Type: AWS::DynamoDB::Table}
  Secret: {Type: AWS::SecretsManager::Secret}
  Queue: {Type: AWS::SQS::Queue}
`,
);
const resolve = (value: Parameters<typeof resolver.resolve>[0]) =>
  resolver.resolve(value, ['Resources', 'Fn']);

describe('createResolver', () => {
  it.each([
    [{ Ref: 'Stage' }, 'prod'],
    [{ Ref: 'List' }, ['a', 'b']],
    [{ Ref: 'Bucket' }, 'pixel-prompt-local-bucket'],
    [{ Ref: 'Named' }, 'x-prod'],
    [{ Ref: 'Fn' }, 'pixel-prompt-local-Fn'],
    [{ Ref: 'Fn.Alias' }, 'arn:aws:lambda:us-east-1:123456789012:function:pixel-prompt-local-Fn'],
    [
      { Ref: 'Secret' },
      'arn:aws:secretsmanager:us-east-1:123456789012:secret:pixel-prompt-local-Secret-Local0',
    ],
    [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, 'arn:aws:s3:::pixel-prompt-local-bucket'],
    [{ 'Fn::GetAtt': 'Queue.Arn' }, 'arn:aws:sqs:us-east-1:123456789012:pixel-prompt-local-Queue'],
    [
      { 'Fn::Sub': `\${Table.Arn}/\${!Literal}` },
      `arn:aws:dynamodb:us-east-1:123456789012:table/pixel-prompt-local-Table/\${Literal}`,
    ],
    [{ 'Fn::Sub': [`\${A}-\${AWS::Region}`, { A: { Ref: 'Stage' } }] }, 'prod-us-east-1'],
    [{ 'Fn::Join': [',', { Ref: 'List' }] }, 'a,b'],
    [{ 'Fn::Select': [1, { 'Fn::Split': ['/', 'x/y'] }] }, 'y'],
    [{ 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'memory'] }, 512],
    [{ 'Fn::If': ['IsProd', 'yes', 'no'] }, 'yes'],
    [{ 'Fn::If': ['Both', 1, 2] }, 2],
    [{ 'Fn::If': ['Either', 1, 2] }, 1],
    [{ 'Fn::Base64': 'a' }, 'YQ=='],
  ])('resolves %j', (value, expected) => {
    expect(resolve(value)).toEqual(expected);
  });

  it('leaves NoValue out of maps and lists', () => {
    const nothing = { 'Fn::If': ['IsDev', 1, { Ref: 'AWS::NoValue' }] };
    expect(resolve({ a: nothing, b: [nothing, 2] })).toEqual({ b: [2] });
    expect(resolve(nothing)).toBeUndefined();
  });

  it('does not take the condition of a policy statement for a function', () => {
    const statement = { Condition: { StringLike: { 's3:prefix': { Ref: 'Stage' } } } };
    expect(resolve(statement)).toEqual({ Condition: { StringLike: { 's3:prefix': 'prod' } } });
  });

  it.each([
    [{ Ref: 'Stag' }, 'neither a parameter nor a resource; did you mean Stage?'],
    [{ 'Fn::GetAtt': ['Bucke', 'Arn'] }, 'there is no resource "Bucke"; did you mean Bucket?'],
    [{ 'Fn::GetAtt': ['Bucket', 'Color'] }, 'the local stack knows no Color of Bucket'],
    [{ 'Fn::Cidr': ['x', 1, 2] }, 'Fn::Cidr is not known here'],
    [{ 'Fn::If': ['Nope', 1, 2] }, 'there is no condition "Nope"'],
    [{ 'Fn::If': ['Loop', 1, 2] }, 'refers to itself'],
    [{ 'Fn::If': ['IsProd', 1] }, 'write it as !If [Condition, then, else]'],
    [{ 'Fn::Select': [7, ['a']] }, 'the list has no item 7'],
    [{ 'Fn::Sub': `\${AWS::NoValue}` }, 'has no value here'],
  ])('says what is wrong with %j and where', (value, message) => {
    expect(() => resolve(value)).toThrow(message);
    expect(() => resolve(value)).toThrow(/^template\.yaml:\d+ /);
  });
});
