import { describe, expect, it } from '@jest/globals';
import { demoParameters } from '../../local/demo-parameters.ts';
import { readPolicies } from '../../local/policies.ts';
import { readDistributionHeaders } from '../../local/template/distribution.ts';
import { readEnvironment } from '../../local/template/functions.ts';
import { createResolver, type Resolver } from '../../local/template/intrinsics.ts';
import { loadTemplate } from '../../local/template/load.ts';
import { resolveParameters } from '../../local/template/parameters.ts';
import { createResourceNames, pseudoParameters } from '../../local/template/resources.ts';
import { readRoutes } from '../../local/template/routes.ts';
import type { ValueMap } from '../../local/template/value.ts';
import { parseAccess } from '../../src/config/sign-in.ts';

const template = loadTemplate('template.yaml');
const values = {
  ...demoParameters,
  Access: 'invited',
  // Left over from another mode.
  SignIn: '{"issuer": "https://sso.example.org", "clientId": "other"}',
};
function resolverFor(given: Record<string, unknown>): Resolver {
  const resolver: Resolver = createResolver({
    template,
    parameters: resolveParameters(template, {
      name: 'test',
      values: given as ValueMap,
      place: (name) => name,
    }),
    pseudo: pseudoParameters('0a1b2c3d-0000-1111-2222-333344445555'),
    resources: createResourceNames(template, (value, id, property) =>
      resolver.text(value, ['Resources', id, property]),
    ),
  });
  return resolver;
}
const resolver = resolverFor(values);

describe('a stack of invited people', () => {
  it('has a page that may ask both hosts of Cognito, and no other issuer', () => {
    const policy = readDistributionHeaders(template, resolver).site['content-security-policy'] ?? '';
    const sources = /connect-src ([^;]*);/.exec(policy)?.[1]?.split(/\s+/) ?? [];
    expect(sources.filter((source) => !/execute-api|\.s3\./.test(source))).toEqual([
      "'self'",
      'https://*.amazoncognito.com',
      'https://cognito-idp.us-east-1.amazonaws.com',
    ]);
  });

  const served = new Set(readRoutes(template, resolver).map(({ functionId }) => functionId));

  it.each([...served])('has a %s that knows the pool, its client and its admins', (id) => {
    const { ACCESS = '', SIGN_IN } = readEnvironment(template, resolver, id);
    const { access, faults } = parseAccess(ACCESS, SIGN_IN);
    expect(faults).toEqual([]);
    expect(access).toMatchObject({
      mode: 'invited',
      issuer: 'https://cognito-idp.us-east-1.amazonaws.com/pixel-prompt-local-People',
      clientId: 'pixel-prompt-local-PeopleClient',
      roleClaim: 'cognito:groups',
      adminValues: ['admin'],
      memberValues: [],
    });
  });

  it('has functions that can look up personal keys, but for the one that asks nobody who they are', () => {
    const table = readEnvironment(template, resolver, 'StatusFunction').TABLE_NAME;
    expect(table).toMatch(/\w/);
    const without = [...served].filter((id) => readEnvironment(template, resolver, id).TABLE_NAME !== table);
    expect(without).toEqual(['SharedFunction']);
  });
});

describe('the rights of functions', () => {
  const signIn = '{"issuer": "https://sso.example.org", "clientId": "pixel-prompt"}';
  const statementsOf = (values: Record<string, string>) =>
    readPolicies(template, resolverFor({ ...demoParameters, ...values })).unusedStatements();

  it('are the same in all modes, but for the key of picture addresses in closed ones', () => {
    const open = statementsOf({});
    const issuer = statementsOf({ Access: 'issuer', SignIn: signIn });
    const more = issuer.filter((label) => !open.includes(label));
    // tests/integration/signed-pictures.test.ts needs each of them, permissions.test.ts all others.
    expect(more.every((label) => label.includes('secretsmanager:GetSecretValue'))).toBe(true);
    expect(more.every((label) => label.includes('PictureKey'))).toBe(true);
    expect(more.map((label) => /(\w+)Role\b/.exec(label)?.[1])).toEqual([
      'Status',
      'Runs',
      'Gallery',
      'Shared',
      'Votes',
    ]);
    expect(issuer).toEqual(expect.arrayContaining(open));
    expect(statementsOf({ Access: 'invited' })).toEqual(issuer);
  });
});
