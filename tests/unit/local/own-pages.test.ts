import { describe, expect, it } from '@jest/globals';
import { refusalOf } from '../../../local/own-pages.ts';

const refused = (headers: Record<string, string>, origins: string[] = []) =>
  refusalOf({ headers: { host: '127.0.0.1:3000', ...headers } }, origins)?.status;

describe('refusalOf', () => {
  it.each([
    ['programs, which send neither header', {}],
    ['addresses that a person typed', { 'sec-fetch-site': 'none' }],
    ['pages of its own', { 'sec-fetch-site': 'same-origin', origin: 'http://127.0.0.1:3000' }],
    ['pages under its other name', { host: 'localhost:3000', origin: 'http://localhost:3000' }],
  ])('lets through %s', (_who, headers) => {
    expect(refused(headers)).toBeUndefined();
  });

  it.each([
    ['of another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['that hide their origin', { origin: 'null' }],
    [
      'of another program on this machine',
      { origin: 'http://127.0.0.1:3001', 'sec-fetch-site': 'same-site' },
    ],
    ['that load a picture or script from here', { 'sec-fetch-site': 'cross-site' }],
    ['of the same machine without an origin', { 'sec-fetch-site': 'same-site' }],
    ['over another protocol', { origin: 'https://127.0.0.1:3000' }],
  ])('refuses pages %s', (_who, headers) => {
    expect(refused(headers)).toBe(403);
  });

  it('lets through the sites that the owner names', () => {
    const headers = { origin: 'https://mine.example', 'sec-fetch-site': 'cross-site' };
    expect(refused(headers, ['https://mine.example'])).toBeUndefined();
    expect(refused(headers, ['*'])).toBe(403);
  });

  describe('where an issuer sends people back', () => {
    const opened = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };
    const statusOf = (url: string, headers: Record<string, string> = {}, method = 'GET') =>
      refusalOf(
        { method, url, headers: { host: '127.0.0.1:3000', ...opened, ...headers } },
        [],
        ['/', '/signed-in'],
      )?.status;

    it.each(['/', '/signed-in?code=c&state=s'])('lets a window open %s', (url) => {
      expect(statusOf(url)).toBeUndefined();
    });

    it.each([
      ['another page', statusOf('/gallery')],
      ['a route of the API', statusOf('/models')],
      ['a frame', statusOf('/signed-in', { 'sec-fetch-dest': 'iframe' })],
      ['a script', statusOf('/signed-in', { 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' })],
      ['a form', statusOf('/signed-in', {}, 'POST')],
      ['an open installation', refused(opened)],
    ])('still refuses %s', (_what, status) => {
      expect(status).toBe(403);
    });
  });

  it.each(['evil.example', '127.0.0.1.evil.example', 'localhost.evil.example', ''])(
    'refuses the host name %j',
    (host) => expect(refused({ host })).toBe(421),
  );
});
