import { describe, expect, it } from '@jest/globals';
import { type Caller, readPolicies } from '../../../local/policies.ts';
import { templateFrom } from '../../helpers/local-stack/template-text.ts';

const { template, resolver } = templateFrom(`
Resources:
  Bucket: {Type: AWS::S3::Bucket, Properties: {BucketName: b}}
  BucketPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: b
      PolicyDocument:
        Statement:
          - Effect: Allow
            Principal: {Service: cloudfront.amazonaws.com}
            Action: s3:GetObject
            Resource: !Sub \${Bucket.Arn}/images/*
            Condition: {StringEquals: {AWS:SourceArn: right}}
          - {Effect: Deny, Principal: '*', Action: 's3:*', Resource: '*', Condition: {Bool: {aws:SecureTransport: false}}}
          - {Effect: Deny, Principal: '*', Action: s3:PutObject, Resource: 'arn:aws:s3:::b/locked/*'}
  Role:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyDocument: {Statement: {Effect: Allow, Action: 'dynamodb:*Item', Resource: table}}
  A:
    Type: AWS::Serverless::Function
    Properties:
      Role: !GetAtt Role.Arn
      Policies:
        - AWSXRayDaemonWriteAccess
        - Statement:
            - {Effect: Allow, Action: s3:PutObject, Resource: !Sub '\${Bucket.Arn}/*'}
            - {Effect: Allow, Action: s3:ListBucket, Resource: !GetAtt Bucket.Arn, Condition: {StringLike: {s3:prefix: [jobs/*]}}}
  B:
    Type: AWS::Serverless::Function
    Properties: {}
  C:
    Type: AWS::Serverless::Function
    Properties: {Role: !GetAtt Role.Arn}
`);

describe('readPolicies', () => {
  const policies = readPolicies(template, resolver);
  const a: Caller = { kind: 'function', logicalId: 'A' };
  const allows = (caller: Caller, action: string, resource: string, context?: Record<string, string>) =>
    policies.allows(caller, { action, resource, ...(context ? { context } : {}) });

  it('allows a function what its own policies and its role say', () => {
    expect(policies.unusedStatements()).toHaveLength(3);
    expect(allows(a, 's3:PutObject', 'arn:aws:s3:::b/x')).toBe(true);
    expect(allows(a, 's3:putobject', 'arn:aws:s3:::b/x')).toBe(true);
    expect(allows(a, 's3:GetObject', 'arn:aws:s3:::b/x')).toBe(false);
    expect(allows(a, 's3:PutObject', 'arn:aws:s3:::B/x')).toBe(false);
    expect(allows(a, 'dynamodb:UpdateItem', 'table')).toBe(true);
    expect(allows(a, 'dynamodb:Scan', 'table')).toBe(false);
    expect(policies.unusedStatements()).toEqual([expect.stringContaining('s3:ListBucket on arn:aws:s3:::b')]);
  });

  it('lets functions share a role, of which one has to use what it allows', () => {
    expect(allows({ kind: 'function', logicalId: 'C' }, 'dynamodb:UpdateItem', 'table')).toBe(true);
    expect(allows({ kind: 'function', logicalId: 'C' }, 's3:PutObject', 'arn:aws:s3:::b/x')).toBe(false);
  });

  it('evaluates conditions, and a missing key does not meet one', () => {
    expect(allows(a, 's3:ListBucket', 'arn:aws:s3:::b', { 's3:prefix': 'jobs/1/' })).toBe(true);
    expect(allows(a, 's3:ListBucket', 'arn:aws:s3:::b', { 's3:prefix': 'images/' })).toBe(false);
    expect(allows(a, 's3:ListBucket', 'arn:aws:s3:::b')).toBe(false);
    expect(policies.unusedStatements()).toEqual([]);
  });

  it('lets a denial win', () => {
    expect(allows(a, 's3:PutObject', 'arn:aws:s3:::b/locked/x')).toBe(false);
  });

  it('allows nothing to other functions and strangers, and everything to the administrator', () => {
    expect(allows({ kind: 'function', logicalId: 'B' }, 's3:PutObject', 'arn:aws:s3:::b/x')).toBe(false);
    expect(allows({ kind: 'administrator' }, 's3:DeleteObject', 'arn:aws:s3:::b/x')).toBe(true);
  });

  it('allows CloudFront what the bucket policy says', () => {
    const image = (arn: string, key: string) =>
      allows({ kind: 'cloudfront' }, 's3:GetObject', `arn:aws:s3:::b/${key}`, { 'aws:sourcearn': arn });
    expect([image('right', 'images/x'), image('wrong', 'images/x'), image('right', 'jobs/x')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it.each([
    ['{Effect: Allow, NotAction: s3:PutObject, Resource: x}', 'without NotAction'],
    ['{Effect: Allow, Action: s3:PutObject}', 'needs "Action:" and "Resource:"'],
    ['{Effect: Maybe, Action: a, Resource: x}', 'write "Effect: Allow"'],
    [
      '{Effect: Allow, Action: a, Resource: x, Condition: {Odd: {a: b}}}',
      'the condition Odd is not known here',
    ],
  ])('refuses %s', (statement, message) => {
    const broken = templateFrom(
      `Resources: {A: {Type: 'AWS::Serverless::Function', Properties: {Policies: [{Statement: [${statement}]}]}}}`,
    );
    expect(() => readPolicies(broken.template, broken.resolver)).toThrow(message);
  });
});
