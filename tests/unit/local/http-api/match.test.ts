import { describe, expect, it } from '@jest/globals';
import { matchRoute } from '../../../../local/http-api/match.ts';
import type { Route } from '../../../../local/template/routes.ts';

const route = (key: string): Route => {
  const [method = 'ANY', path = '$default'] = key.split(' ');
  return { method, path, key, functionId: key };
};
const routes = [
  'GET /gallery/list',
  'GET /gallery/{id}',
  'ANY /gallery/{id}',
  'ANY /files/{path+}',
  'POST /a.b',
].map(route);

describe('matchRoute', () => {
  it.each([
    ['GET', '/gallery/list', 'GET /gallery/list', {}],
    ['GET', '/gallery/l%20st', 'GET /gallery/{id}', { id: 'l st' }],
    ['PUT', '/files/a/b', 'ANY /files/{path+}', { path: 'a/b' }],
    ['PUT', '/gallery/list', 'ANY /gallery/{id}', { id: 'list' }],
    ['POST', '/a.b', 'POST /a.b', {}],
  ])('%s %s goes to %s', (method, path, key, pathParameters) => {
    expect(matchRoute(routes, method, path)).toMatchObject({ route: { key }, pathParameters });
  });

  it.each([
    ['GET', '/a.b'],
    ['GET', '/gallery/'],
    ['GET', '/gallery/a/b'],
    ['POST', '/axb'],
    ['GET', '/Gallery/list'],
  ])('%s %s goes nowhere', (method, path) => {
    expect(matchRoute(routes, method, path)).toBeUndefined();
  });

  it('falls back to $default', () => {
    const fallback: Route = { method: 'ANY', path: '$default', key: '$default', functionId: 'x' };
    expect(matchRoute([...routes, fallback], 'GET', '/none')).toMatchObject({ route: fallback });
  });

  it.each(['%ff', '%', '%zz'])('passes %s on as it is, although it is not valid text', (id) => {
    expect(matchRoute(routes, 'GET', `/gallery/${id}`)).toMatchObject({ pathParameters: { id } });
  });
});
