import { describe, expect, it } from '@jest/globals';
import { readConfiguration } from '../../local/configuration.ts';
import { demoParameters } from '../../local/demo-parameters.ts';

/** Whom the page of a stack with this issuer may ask, beside the API and the bucket. */
function asks(issuer: string): string[] {
  const SignIn = JSON.stringify({ clientId: 'page', issuer, memberValues: ['a'], roleClaim: 'groups' });
  const { headers } = readConfiguration({
    templateFile: 'template.yaml',
    parameters: { values: { ...demoParameters, Access: 'issuer', SignIn } },
    stackId: '01234567-89ab-4cde-8f01-23456789abcd',
  });
  const policy = headers.site['content-security-policy'] ?? '';
  const sources = /connect-src ([^;]*);/.exec(policy)?.[1]?.split(/\s+/) ?? [];
  return sources.filter((source) => !/execute-api|\.s3\./.test(source));
}

describe('The page of a closed stack', () => {
  it('may ask the issuer, and nobody else', () => {
    expect(asks('https://sso.example.org/realms/pictures')).toEqual(["'self'", 'https://sso.example.org']);
  });

  it('may ask Cognito at both of its hosts: keys are at one, tokens at the other', () => {
    expect(asks('https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc')).toEqual([
      "'self'",
      'https://*.amazoncognito.com',
      'https://cognito-idp.eu-west-1.amazonaws.com',
    ]);
  });
});
