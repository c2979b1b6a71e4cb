import { describe, expect, it } from '@jest/globals';
import { loadTemplate } from '../../local/template/load.ts';
import { mapOrEmpty } from '../../local/template/value.ts';
import { readContract } from '../../scripts/contract/exports.ts';
import type { ApiHandler } from '../../src/http/api-handler.ts';
import { lambdaContext } from '../helpers/api-event.ts';
import { awsWorld } from '../helpers/aws-world.ts';
import { FUNCTION_ENVIRONMENT } from '../helpers/function-environment.ts';

/** Whoever adds a route here opens it to everybody on every closed stack. */
const PUBLIC = ['GET /shared/{linkId}', 'GET /access'];

const SIGN_IN = JSON.stringify({ issuer: 'https://sso.example.org', clientId: 'pixel-prompt' });
Object.assign(process.env, FUNCTION_ENVIRONMENT, { ACCESS: 'issuer', SIGN_IN });
awsWorld();

/** The file of the function for each path of the template. */
const files = new Map(
  Object.values(loadTemplate('template.yaml').resources).flatMap(({ Properties }) =>
    Object.values(mapOrEmpty(Properties.Events)).flatMap((event) => {
      const path = mapOrEmpty(mapOrEmpty(event).Properties).Path;
      return typeof path === 'string' ? [[path, String(Properties.Handler).replace('.handler', '.ts')]] : [];
    }),
  ) as [string, string][],
);
const { operations } = await readContract();
const routes = operations.map(({ route, public: isPublic = false }) => ({ route, isPublic }));

async function ask(route: string, headers: Record<string, string> = {}) {
  const [method = '', path = ''] = route.split(' ');
  const { handler } = (await import(`../../src/${files.get(path)}`)) as { handler: ApiHandler };
  const event = {
    version: '2.0',
    routeKey: `ANY ${path}`,
    headers,
    requestContext: { requestId: 'r', http: { method, sourceIp: '192.0.2.1' } },
  };
  const { statusCode, body } = await handler(event, lambdaContext);
  return { statusCode, body: JSON.parse(body) };
}

describe('a closed stack', () => {
  it('has just these public routes', () => {
    expect(routes.filter(({ isPublic }) => isPublic).map(({ route }) => route)).toEqual(PUBLIC);
    expect(routes.length).toBeGreaterThan(9);
  });

  it.each(routes.filter(({ route }) => !PUBLIC.includes(route)).map(({ route }) => route))(
    'answers %s to nobody who has not signed in',
    async (route) => {
      for (const headers of [{}, { 'x-run-key': 'the-key-of-this-run-and-no-other' }]) {
        const { statusCode, body } = await ask(route, headers);
        expect([statusCode, body.code]).toEqual([401, 'SIGN_IN_REQUIRED']);
      }
    },
  );

  it.each(PUBLIC)('answers %s to everybody', async (route) => {
    const { statusCode, body } = await ask(route);
    // Of a link that nobody has made.
    expect([statusCode, body.code]).toEqual(route.includes('{') ? [404, 'LINK_NOT_FOUND'] : [200, undefined]);
  });

  it('tells everybody where people sign in', async () => {
    expect(await ask('GET /access')).toEqual({
      statusCode: 200,
      body: {
        mode: 'issuer',
        issuer: 'https://sso.example.org',
        clientId: 'pixel-prompt',
        scopes: 'openid email profile',
      },
    });
  });
});
