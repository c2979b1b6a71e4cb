import { expect, it } from '@jest/globals';
import { isOrigin } from '../../../src/config/origin.ts';

it.each(['*', 'https://a.example', 'http://localhost:3000'])('%s is an origin', (text) =>
  expect(isOrigin(text)).toBe(true),
);

it.each([
  '',
  'a.example',
  'https://a.example/',
  'https://a.example/path',
  'ftp://a.example',
  '* ',
  // Browsers send it in lower case and without the usual port, and nothing here compares patterns.
  'https://A.example',
  'https://a.example:443',
  'https://*.a.example',
  'https://user@a.example',
  'https://a.example?x',
  'https://',
])('"%s" is none', (text) => expect(isOrigin(text)).toBe(false));
