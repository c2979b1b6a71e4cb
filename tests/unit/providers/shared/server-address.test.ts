import { describe, expect, it } from '@jest/globals';
import { bearer, mayHaveKey, versionedBase } from '../../../../src/providers/shared/server-address.ts';

describe('the base address of a server', () => {
  it.each([
    ['http://localhost:8080', 'http://localhost:8080/v1'],
    ['http://localhost:8080/', 'http://localhost:8080/v1'],
    ['http://localhost:8080/v1', 'http://localhost:8080/v1'],
    ['http://localhost:8080/v1//', 'http://localhost:8080/v1'],
    ['https://proxy.example/openai/api', 'https://proxy.example/openai/api'],
  ])('gets a version only where it has no path: %s', (given, base) => {
    expect(versionedBase(given)).toBe(base);
  });

  it('gets the version of the vendor', () => {
    expect(versionedBase('https://proxy.example', 'v1beta')).toBe('https://proxy.example/v1beta');
  });
});

describe('the bearer header', () => {
  it('carries the key without the blanks around it', () => {
    expect(bearer(' sk-1\n')).toEqual({ authorization: 'Bearer sk-1' });
  });

  it.each([undefined, '', '  '])('is left out for the key %j', (key) => {
    expect(bearer(key)).toEqual({});
  });
});

describe('the key', () => {
  it.each(['https://acme.example/tasks/1', 'https://api.eu.acme.example/tasks/1'])(
    'may go to a host of the vendor: %s',
    (address) => {
      expect(mayHaveKey(address, 'acme.example', undefined)).toBe(true);
    },
  );

  it.each([
    'http://api.acme.example/',
    'https://api.acme.example:8443/',
    'https://evilacme.example/',
    'https://acme.example.evil.example/',
    'https://user@api.acme.example/',
    'https://:password@api.acme.example/',
    'https://user:password@api.acme.example/',
    'not an address',
    '',
  ])('may not go to "%s"', (address) => {
    expect(mayHaveKey(address, 'acme.example', undefined)).toBe(false);
  });

  it("may go to the owner's own server, and to no other port or scheme of it", () => {
    const own = 'http://127.0.0.1:4000/v1';
    expect(mayHaveKey('http://127.0.0.1:4000/tasks/1', 'acme.example', own)).toBe(true);
    expect(mayHaveKey('http://127.0.0.1:4001/tasks/1', 'acme.example', own)).toBe(false);
    expect(mayHaveKey('https://127.0.0.1:4000/tasks/1', 'acme.example', own)).toBe(false);
    expect(mayHaveKey('http://me@127.0.0.1:4000/tasks/1', 'acme.example', own)).toBe(false);
    expect(mayHaveKey('https://api.acme.example/', 'acme.example', own)).toBe(true);
  });
});
