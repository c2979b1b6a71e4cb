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
  'https://',
  '* ',
])('"%s" is none', (text) => expect(isOrigin(text)).toBe(false));
