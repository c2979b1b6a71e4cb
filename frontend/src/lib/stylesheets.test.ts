import { afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { fetchLostStylesheets } from './stylesheets.ts';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
  document.head.replaceChildren();
});

const links = () => [...document.head.children] as HTMLLinkElement[];

function addLink(rel: string, href: string): HTMLLinkElement {
  const link = Object.assign(document.createElement('link'), { rel, href, crossOrigin: 'anonymous' });
  document.head.append(link);
  return link;
}

describe('fetchLostStylesheets', () => {
  beforeAll(fetchLostStylesheets);

  it('fetches a stylesheet again, at its place, until it is here', () => {
    const lost = addLink('stylesheet', '/assets/index.css');
    const other = addLink('stylesheet', '/assets/dialogs.css');
    for (let failures = 0; failures < 3; failures += 1) {
      const [before] = links();
      before?.dispatchEvent(new Event('error'));
      jest.runAllTimers();
      expect(links()[0]).not.toBe(before);
      expect(links().map((link) => link.outerHTML)).toEqual([lost.outerHTML, other.outerHTML]);
      expect(links()[1]).toBe(other);
    }
    jest.runAllTimers();
    expect(links()).toHaveLength(2);
  });

  it('leaves other links and elements that fail alone', () => {
    const icon = addLink('icon', '/favicon.svg');
    const picture = document.createElement('img');
    document.head.append(picture);
    for (const element of [icon, picture]) element.dispatchEvent(new Event('error'));
    jest.runAllTimers();
    expect(links()).toEqual([icon, picture]);
  });
});

it.each([
  ['fetches the stylesheet of the page again that failed before the script ran', '', false],
  ['leaves the stylesheet of the page alone that has arrived', '--paper: white', true],
])('%s', (_name, tokens, isKept) => {
  const link = addLink('stylesheet', '/assets/index.css');
  // jsdom does not inherit custom properties.
  link.setAttribute('style', tokens);
  fetchLostStylesheets();
  jest.runAllTimers();
  expect(links()).toHaveLength(1);
  expect(links()[0] === link).toBe(isKept);
});
