import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Access, readPolicies } from '../../local/policies.ts';
import { createResolver, type Resolver } from '../../local/template/intrinsics.ts';
import { loadTemplate, type Template } from '../../local/template/load.ts';
import { resolveParameters } from '../../local/template/parameters.ts';
import { createResourceNames, pseudoParameters } from '../../local/template/resources.ts';
import { listOf, mapOrEmpty } from '../../local/template/value.ts';
import { startVendors, type Vendors } from '../../scripts/vendors/server.ts';
import {
  PRODUCT_TEMPLATE,
  startTestStack,
  type TestStack,
  temporaryFolder,
} from '../helpers/local-stack/start.ts';
import {
  disturbanceOf,
  drive,
  driveParameters,
  enhanceToTheLimit,
  KEYED_SLOT,
  type Mishap,
} from '../helpers/permissions/drive.ts';
import { sweepLeftovers } from '../helpers/permissions/leftovers.ts';
import { mutationsOf, withStatement } from '../helpers/permissions/mutations.ts';

/**
 * Whether the policies of the template are exactly what the product needs: one drive through the local stack records
 * every question to the policies, and each is asked again with the policies changed.
 */
const folder = temporaryFolder();
const template = loadTemplate(PRODUCT_TEMPLATE);
const questions = new Map<string, Access>();
const unused: string[][] = [];
let vendors: Vendors;
let resolver: Resolver;

beforeAll(async () => {
  vendors = await startVendors({ port: 0 });
  const mishap: Mishap = { invocations: undefined };
  const withStack = async (
    promptModelIndex: number,
    work: (stack: TestStack) => Promise<void>,
    scheduleMs?: number,
  ) => {
    const parameters = driveParameters(vendors.url, promptModelIndex);
    const stack = await startTestStack({
      stateDir: folder.path,
      parameters,
      bedrockUrl: vendors.url,
      // One each, so that a container remembers what it refused.
      instances: { api: 1, events: 5 },
      disturb: disturbanceOf(mishap),
      scheduleMs,
      onAccess: (access) => questions.set(JSON.stringify(access), access),
    });
    try {
      await work(stack);
      unused.push(stack.unusedStatements());
    } finally {
      await stack.stop();
    }
    return parameters;
  };
  const parameters = await withStack(1, (stack) => drive({ stack, vendors, mishap }));
  // The same prompts, rewritten by a vendor with a key.
  await withStack(KEYED_SLOT, enhanceToTheLimit);
  // The sweeper, without waiting five minutes for it.
  const wasAsked = (action: string) =>
    [...questions.values()].some(
      ({ caller, request }) =>
        caller.kind === 'function' && caller.logicalId === 'SweeperFunction' && request.action === action,
    );
  await withStack(1, (stack) => sweepLeftovers(stack, wasAsked), 500);

  resolver = createResolver({
    template,
    parameters: resolveParameters(template, { name: 'drive', values: parameters, place: (name) => name }),
    pseudo: pseudoParameters(readFileSync(join(folder.path, 'stack-id'), 'utf8').trim()),
    resources: createResourceNames(template, (value, id, property) =>
      resolver.text(value, ['Resources', id, property]),
    ),
  });
}, 180_000);

afterAll(async () => {
  await vendors?.close();
  folder.remove();
});

const isAllowed = ({ allowed }: Access) => allowed;
const isBySomebody = ({ caller }: Access) => caller.kind !== 'administrator';

/** What AWS does but the local stack does not: CloudFront reads the site from the bucket; requests without TLS are denied. */
function onAwsOnly(): Access[] {
  const { caller, request } = asked(({ caller }) => caller.kind === 'cloudfront');
  const page = request.resource.replace(/\/images\/.*$/, '/site/index.html');
  const listing = asked(({ request, allowed }) => request.action === 's3:ListBucket' && allowed);
  const withoutTls = (access: Access): Access => {
    const context = { ...access.request.context, 'aws:securetransport': 'false' };
    return { ...access, request: { ...access.request, context }, allowed: false };
  };
  return [
    { caller, request: { ...request, resource: page }, allowed: true },
    withoutTls({ caller, request, allowed: true }),
    withoutTls(listing),
  ];
}

function asked(isMeant: (access: Access) => boolean): Access {
  const found = [...questions.values()].find(isMeant);
  if (found === undefined) throw new Error('The drive never asked for that.');
  return found;
}

/** Questions of the drive that these policies answer differently, in words. */
function differences(changed: Template): string[] {
  const policies = readPolicies(changed, resolver);
  return [...questions.values(), ...onAwsOnly()]
    .filter(({ caller, request, allowed }) => policies.allows(caller, request) !== allowed)
    .map(({ caller, request }) => `${JSON.stringify(caller)} ${request.action} ${request.resource}`);
}

/** Actions and resources of roles with a `*` elsewhere than after a prefix: a drive cannot tell that they are too much. */
function wideGrants(changed: Template): string[] {
  return Object.entries(changed.resources).flatMap(([id, { Type, Properties }]) => {
    if (Type !== 'AWS::IAM::Role') return [];
    const policies = resolver.resolve(Properties.Policies, ['Resources', id, 'Properties', 'Policies']);
    const statements = listOf(policies).flatMap((policy) =>
      listOf(mapOrEmpty(mapOrEmpty(policy).PolicyDocument).Statement).map(mapOrEmpty),
    );
    return statements.flatMap(({ Action, Resource }) =>
      [
        ...listOf(Action).filter((action) => String(action).includes('*')),
        // The Arn of a log group ends with `:*`, which stands for its streams.
        ...listOf(Resource).filter(
          (resource) => !/^arn:[^*]+(?:\/[a-z]+\/\*|:log-group:[^*]+:\*)?$/.test(String(resource)),
        ),
      ].map((wide) => `${id} ${wide}`),
    );
  });
}

describe('the policies of the template', () => {
  it('allow everything that the product does', () => {
    const all = [...questions.values()].filter(isBySomebody);
    const refused = all.filter((access) => !isAllowed(access)).map(({ request }) => request);
    // S3 asks whether the caller may list the bucket before it says that a key is missing; nobody relies on it.
    expect(refused.filter(({ action }) => action !== 's3:ListBucket')).toEqual([]);
    expect(all.filter(isAllowed).length).toBeGreaterThan(50);
    expect(differences(template)).toEqual([]);
  });

  it('allow nothing else: every statement was needed', () => {
    const [first = [], ...others] = unused;
    expect(first.filter((label) => others.every((labels) => labels.includes(label)))).toEqual([]);
  });

  it('can be assumed by Lambda alone', () => {
    for (const [id, { Type, Properties }] of Object.entries(template.resources)) {
      if (Type !== 'AWS::IAM::Role') continue;
      const { Statement } = Object(Properties.AssumeRolePolicyDocument);
      const trust = {
        Effect: 'Allow',
        Principal: { Service: 'lambda.amazonaws.com' },
        Action: 'sts:AssumeRole',
      };
      expect({ id, Statement }).toEqual({ id, Statement: [trust] });
    }
  });

  it('are for single actions, on single things or on what is under one prefix', () => {
    expect(wideGrants(template)).toEqual([]);
    const statement = { Effect: 'Allow', Action: ['s3:*', 's3:GetObject'], Resource: '*' };
    expect(wideGrants(withStatement(template, 'StatusRole', statement))).toEqual([
      'StatusRole s3:*',
      'StatusRole *',
    ]);
  });

  const mutations = mutationsOf(template);

  it.each(mutations)('are missed where one is less: $name', ({ template: changed }) => {
    expect(differences(changed)).not.toEqual([]);
  });

  it('are reported where one is more', () => {
    const statement = {
      Effect: 'Allow',
      Action: 's3:DeleteObject',
      Resource: { 'Fn::GetAtt': ['ImagesBucket', 'Arn'] },
    };
    const policies = readPolicies(withStatement(template, 'GenerateRole', statement), resolver);
    for (const { caller, request } of questions.values()) policies.allows(caller, request);
    expect(policies.unusedStatements()).toEqual([expect.stringMatching(/GenerateRole.*s3:DeleteObject/)]);
  });
});
