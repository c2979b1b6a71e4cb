import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { viewerRequestFunction } from '../../../../local/cloudfront/viewer-request.ts';
import { readConfiguration } from '../../../../local/configuration.ts';
import { demoParameters } from '../../../../local/demo-parameters.ts';
import { signatureOf, signedAddresses } from '../../../../src/usecases/picture-addresses.ts';

const KEY = 'k'.repeat(64);
const closed = {
  ...demoParameters,
  Access: 'issuer',
  SignIn: '{"issuer": "https://sso.example.org", "clientId": "a"}',
};
/** The code that CloudFront gets, with a key of the stack. */
const codeWith = (key: string, values: object = closed) =>
  readConfiguration({
    templateFile: 'template.yaml',
    parameters: { values: values as typeof demoParameters },
    stackId: '0a1b2c3d-0000-1111-2222-333344445555',
    generatedSecret: () => key,
  }).imageGuard;
const guardWith = (key: string) => viewerRequestFunction(codeWith(key) ?? '');
const guard = guardWith(KEY);

const PATH = '/images/6bee5d13-10d3-4d26-b1bc-82091e42a051/1-a.png';
const now = () => Math.floor(Date.now() / 1000);
const signed = (path = PATH, until = now() + 60, key = KEY) =>
  `e=${until}&s=${signatureOf(path, until, key)}`;
/** Why a request is refused; '' if it is not. */
const refusal = (query: string, path = PATH, ask = guard) => {
  const answer = ask({ method: 'GET', path, query });
  if (answer === undefined) return '';
  expect(answer).toMatchObject({ status: 403, headers: { 'cache-control': 'no-store' } });
  return answer.headers['x-picture-guard'];
};
const file = fc
  .array(fc.constantFrom(...'abcdef0123456789-_.'), { minLength: 1, maxLength: 40 })
  // Not of dots alone, which an address does not keep.
  .map((letters) => `images/1-${letters.join('')}`);

describe('the function before pictures in closed stacks', () => {
  it('is not there in open ones', () => {
    expect(codeWith(KEY, demoParameters)).toBeUndefined();
  });

  it('passes every address that the functions sign, and no neighbour of it', async () => {
    const pictures = signedAddresses({
      baseUrl: 'https://x',
      key: async () => KEY,
      clock: { now: Date.now },
    });
    const addressOf = await pictures();
    await fc.assert(
      fc.property(file, file, fc.nat(), fc.constantFrom(...'ABCabc012-_'), (key, other, at, letter) => {
        const { pathname, search } = new URL(addressOf(key));
        const query = search.slice(1);
        expect(refusal(query, pathname)).toBe('');
        if (other !== key) expect(refusal(query, `/${other}`)).toBe('no signature');
        // Any other letter at any place of the query.
        const place = at % query.length;
        const altered = query.slice(0, place) + letter + query.slice(place + 1);
        if (altered !== query) expect(refusal(altered, pathname)).toBe('no signature');
      }),
    );
  });

  it.each([
    ['nothing', ''],
    ['no signature', `e=${now() + 60}`],
    ['no end', signed().split('&')[1] ?? ''],
    ['a later end', signed().replace(/^e=\d+/, `e=${now() + 90}`)],
    ['an end that is no number', `e=1e12&s=${signatureOf(PATH, 1e12, KEY)}`],
    ['two ends', `e=1&${signed()}`],
    ['two signatures', `${signed()}&s=a`],
    ['a key of another stack', signed(PATH, now() + 60, 'l'.repeat(64))],
    ['the signature of another picture', signed('/images/other.png')],
    ['a shorter signature', signed().slice(0, -1)],
  ])('refuses %s', (_, query) => {
    expect(refusal(query)).toBe('no signature');
  });

  it('refuses an encoded path, which is not the one that was signed', () => {
    expect(refusal(signed(), PATH.replace('1-a', '1%2Da'))).toBe('no signature');
  });

  it('refuses an address when its time is over', () => {
    expect(refusal(signed(PATH, now() - 1))).toBe('expired');
    expect(refusal(signed(PATH, now()))).toBe('expired');
  });

  it('shows nothing with a key that is short, or that CloudFormation has not put in', () => {
    expect(refusal(signed(PATH, now() + 60, 'short'), PATH, guardWith('short'))).toBe('no key');
    const reference = `{{resolve:secretsmanager:${'arn'.repeat(12)}:SecretString}}`;
    expect(refusal(signed(PATH, now() + 60, reference), PATH, guardWith(reference))).toBe('no key');
    expect(refusal(signed(PATH, now() + 60, 'k'.repeat(32)), PATH, guardWith('k'.repeat(32)))).toBe('');
  });
});

describe('viewerRequestFunction', () => {
  it('names a module that it does not have', () => {
    expect(() => viewerRequestFunction("import cf from 'cloudfront';\nfunction handler() {}")).toThrow(
      'The local CloudFront has no module cloudfront.',
    );
  });
});
