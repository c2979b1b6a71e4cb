import { describe, expect, it } from '@jest/globals';
import { readEnvironment, readFunctions } from '../../../../local/template/functions.ts';
import { templateFrom } from '../../../helpers/local-stack/template-text.ts';

const FUNCTION = `
    Type: AWS::Serverless::Function
    Metadata: {BuildMethod: esbuild, BuildProperties: {EntryPoints: [a.ts]}}`;

describe('readFunctions', () => {
  it('merges Globals, resolves intrinsics and leaves out what a condition switches off', () => {
    const { template, resolver } = templateFrom(`
Conditions: {Never: !Equals [a, b]}
Globals:
  Function: {Runtime: nodejs24.x, CodeUri: src/, Timeout: 7, Environment: {Variables: {SHARED: '1', OWN: below}}}
Resources:
  A:${FUNCTION}
    Properties:
      Handler: a.handler
      MemorySize: 256
      Environment: {Variables: {OWN: !Ref AWS::Region, NONE: !Ref AWS::NoValue}}
      EventInvokeConfig: {MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 300}
  B:${FUNCTION}
    Condition: Never
    Properties: {Handler: b.handler}
`);
    const functions = readFunctions(template, resolver);
    expect(functions).toHaveLength(1);
    expect(functions[0]).toMatchObject({
      logicalId: 'A',
      name: 'pixel-prompt-local-A',
      timeoutSeconds: 7,
      memoryMb: 256,
      events: { maximumRetryAttempts: 0, maximumEventAgeSeconds: 300 },
      logGroup: '/aws/lambda/pixel-prompt-local-A',
      ownRole: false,
    });
    expect(functions[0]?.entryPoint).toMatch(/\/src\/a\.ts$/);
    expect(readEnvironment(template, resolver, 'A')).toEqual({ SHARED: '1', OWN: 'us-east-1' });
  });

  it('lists the faults of all functions together', () => {
    const { template, resolver } = templateFrom(`
Resources:
  A:${FUNCTION}
    Properties: {Handler: a, Runtime: nodejs24.x, CodeUri: src/}
  B:${FUNCTION}
    Properties: {Handler: b.handler, Runtime: python3.13, CodeUri: src/}
  C:${FUNCTION}
    Properties: {Handler: c.handler, Runtime: nodejs24.x, CodeUri: src/, Timeout: 901}
  D:
    Type: AWS::Serverless::Function
    Properties: {Handler: d.handler, Runtime: nodejs24.x, CodeUri: src/}
`);
    expect(() => readFunctions(template, resolver)).toThrow(
      new RegExp(
        [
          'A\\.Properties\\.Handler: write "Handler:',
          'B\\.Properties\\.Runtime: the local stack runs Node only',
          'C\\.Properties\\.Timeout: write a whole number from 1 to 900',
          'D\\.Metadata: write "Metadata: \\{BuildMethod: esbuild',
        ].join('[\\s\\S]*'),
      ),
    );
  });
});
