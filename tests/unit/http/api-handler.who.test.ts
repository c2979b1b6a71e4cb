import { describe, expect, it } from '@jest/globals';
import { ANYBODY } from '../../../src/access/identify.ts';
import type { Caller } from '../../../src/caller.ts';
import type { Scope } from '../../../src/contract/index.ts';
import { RequestError } from '../../../src/errors.ts';
import { apiHandler, pathOf, type Who } from '../../../src/http/api-handler.ts';
import { fresh } from '../../../src/http/respond.ts';
import { exampleEvent, lambdaContext } from '../../helpers/api-event.ts';
import { handlerOf } from '../../helpers/api-route.ts';
import { recordingLog } from '../../helpers/recording-log.ts';

const PERSON: Scope[] = ['draw', 'read', 'manage', 'vote'];
const CALLERS: Record<string, Caller> = {
  anybody: ANYBODY,
  member: { kind: 'person', id: 'a', role: 'member', scopes: PERSON },
  admin: { kind: 'person', id: 'b', role: 'admin', scopes: [...PERSON, 'admin'] },
  reader: { kind: 'key', id: 'b', role: 'admin', scopes: ['read'] },
  everything: { kind: 'key', id: 'b', role: 'admin', scopes: [...PERSON, 'admin'] },
  pretender: { kind: 'key', id: 'a', role: 'member', scopes: ['admin'] },
};

describe('who may call', () => {
  it.each<[Who, Record<keyof typeof CALLERS, boolean>]>([
    ['anyone', { anybody: true, member: true, admin: true, reader: true, everything: true, pretender: true }],
    [
      'person',
      { anybody: false, member: true, admin: true, reader: false, everything: false, pretender: false },
    ],
    [
      'admin',
      { anybody: false, member: false, admin: true, reader: false, everything: true, pretender: false },
    ],
    [
      { scope: 'read' },
      { anybody: true, member: true, admin: true, reader: true, everything: true, pretender: false },
    ],
    [
      { scope: 'draw' },
      { anybody: true, member: true, admin: true, reader: false, everything: true, pretender: false },
    ],
  ])('a route for %j', async (who, expected) => {
    const found = Object.entries(CALLERS).map(async ([name, caller]) => {
      const { ask } = handlerOf(async (request) => fresh(request.caller), { who, caller });
      const { statusCode, body } = await ask(exampleEvent('models'));
      if (statusCode !== 200) expect([statusCode, JSON.parse(body).code]).toEqual([403, 'NOT_ALLOWED']);
      else if (who !== 'anyone') expect(JSON.parse(body)).toEqual(JSON.parse(JSON.stringify(caller)));
      return [name, statusCode === 200];
    });
    expect(Object.fromEntries(await Promise.all(found))).toEqual(expected);
  });

  it('is asked after the method and before the body, and never of a public route', async () => {
    const handler = (who: Who) =>
      apiHandler(
        {
          method: 'GET',
          who,
          identify: async () => {
            throw new RequestError('SIGN_IN_REQUIRED', 'Sign in.');
          },
          log: recordingLog(),
          allowedOrigins: ['*'],
        },
        async () => fresh({}),
      );
    const statusOf = async (who: Who, event: unknown) =>
      (await handler(who)(event, lambdaContext)).statusCode;
    expect(await statusOf({ scope: 'read' }, exampleEvent('models'))).toBe(401);
    expect(await statusOf({ scope: 'read' }, exampleEvent('generate'))).toBe(405);
    expect(await statusOf({ scope: 'read' }, null)).toBe(401);
    expect(await statusOf('anyone', exampleEvent('models'))).toBe(200);
  });
});

describe('the path of an event', () => {
  it.each([
    [{ routeKey: 'ANY /access' }, '/access'],
    [{ routeKey: 'GET /status/{jobId}' }, '/status/{jobId}'],
    [{ routeKey: 7 }, ''],
    [null, ''],
  ])('of %j is %s', (event, path) => {
    expect(pathOf(event)).toBe(path);
  });
});
