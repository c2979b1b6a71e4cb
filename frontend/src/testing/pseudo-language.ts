import { styleStore } from '../features/generate/styles.ts';

/** Every text of a language in brackets, so that whatever stands outside of them comes from elsewhere. */
export function pseudo<Text>(text: Text): Text {
  if (typeof text === 'string') return `⟦${text}⟧` as Text;
  if (typeof text === 'function') {
    return ((...values: unknown[]) => pseudo((text as (...values: unknown[]) => unknown)(...values))) as Text;
  }
  if (typeof text !== 'object' || text === null) return text;
  if (Array.isArray(text)) return text.map(pseudo) as Text;
  return Object.fromEntries(Object.entries(text).map(([key, value]) => [key, pseudo(value)])) as Text;
}

/** What people typed, what the owner named, units and the product's own name: the same in every language. */
const DATA =
  /a red fox|ONE|TWO|THREE|Vendor|Other|Pixel Prompt|local|Ctrl|PNG|kB|\b[AP]M\b|\bNov\b|\d+x\d+|size|TIMEOUT: Why: TIMEOUT\.|\bs\b/g;

/** The words of styles go to the models, like a prompt. */
const STYLE_WORDS = styleStore.get().map((style) => style.words);

/** Letters that no text of the language accounts for. */
export function leftovers(): string[] {
  const found: string[] = [];
  const check = (text: string | null) => {
    let rest = text ?? '';
    if (STYLE_WORDS.includes(rest)) return;
    for (let before = ''; before !== rest; ) {
      before = rest;
      rest = rest.replace(/⟦[^⟦⟧]*⟧/gu, '');
    }
    if (/\p{L}/u.test(rest.replace(DATA, ''))) found.push(text ?? '');
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = new Set<Element>();
  while (walker.nextNode()) {
    const { parentElement } = walker.currentNode;
    if (parentElement && !parentElement.closest('style, script')) texts.add(parentElement);
  }
  for (const element of texts) {
    // Words that stand beside each other in one element may be one sentence.
    for (const child of element.childNodes) if (child.nodeType === 3) check(child.textContent);
  }
  for (const element of document.querySelectorAll('*')) {
    for (const name of ['aria-label', 'aria-valuetext', 'title', 'placeholder', 'alt']) {
      check(element.getAttribute(name));
    }
  }
  return found;
}

/** Every text of a language by its path; functions are called with numbers and words. */
export function flat(texts: object, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    const name = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') found.set(name, value);
    else if (typeof value === 'object' && value !== null) {
      for (const [inner, text] of flat(value, name)) found.set(inner, text);
    }
  }
  return found;
}
