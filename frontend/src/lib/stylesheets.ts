const AGAIN_MS = 1000;

const fetchAgain = (link: Element) => setTimeout(() => link.replaceWith(link.cloneNode()), AGAIN_MS);

/**
 * Fetches stylesheets until they are here, that of the first page and those of later parts. Nothing else would: the
 * parser does not, and the bundler's loader of parts does not ask for a stylesheet twice.
 */
export function fetchLostStylesheets(): void {
  // The event does not bubble.
  addEventListener(
    'error',
    ({ target }) => {
      if ((target as HTMLLinkElement).rel === 'stylesheet') fetchAgain(target as Element);
    },
    true,
  );
  // Scripts wait for the stylesheet of the page. What is left of one that was lost differs from browser to browser.
  const first = document.querySelector('[rel=stylesheet]');
  if (first && !getComputedStyle(first).getPropertyValue('--paper')) fetchAgain(first);
}
