import { describe, expect, it } from '@jest/globals';
import { readConfiguration } from '../../../local/configuration.ts';
import { demoParameters } from '../../../local/demo-parameters.ts';

const read = (values: Record<string, string>) =>
  readConfiguration({
    templateFile: 'template.yaml',
    parameters: { values: { ...demoParameters, ...values } },
    stackId: '01234567-89ab-4cde-8f01-23456789abcd',
  });

describe('the configuration of the local stack', () => {
  it('has no pool to invite people into', () => {
    expect(() => read({ Access: 'invited' })).toThrow(
      'given parameter Access: people are invited into a pool of Cognito, which is not on this machine',
    );
  });

  it('has a key for addresses of pictures only where people sign in', () => {
    const names = (values: Record<string, string>) => read(values).secrets.map(({ name }) => name);
    const SignIn = '{"issuer": "https://sso.example.org", "clientId": "a"}';
    expect(names({})).toEqual(['pixel-prompt-local-KeysSecret']);
    expect(names({ Access: 'issuer', SignIn })).toEqual([
      'pixel-prompt-local-KeysSecret',
      'pixel-prompt-local-PictureKey',
    ]);
  });
});
