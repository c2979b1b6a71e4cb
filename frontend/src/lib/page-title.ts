import { useEffect } from 'react';

const PRODUCT = 'Pixel Prompt';
let page = '';
let badge = '';

function show(): void {
  document.title = [[badge, page].filter(Boolean).join(' '), PRODUCT].filter(Boolean).join(' · ');
}

/** Gives the page its title, and its description if there is one; takes them back when it is left. */
export function usePageTitle(title: string, description?: string): void {
  useEffect(() => {
    page = title;
    show();
    return () => {
      page = '';
      show();
    };
  }, [title]);

  useEffect(() => {
    const meta = document.querySelector<HTMLMetaElement>('meta[name="description"]');
    if (!meta || description === undefined) return;
    const before = meta.content;
    meta.content = description;
    return () => {
      meta.content = before;
    };
  }, [description]);
}

/** Puts a sign before the title of whatever page is shown, such as the progress of the runs. */
export function useTitleBadge(sign: string): void {
  useEffect(() => {
    badge = sign;
    show();
    return () => {
      badge = '';
      show();
    };
  }, [sign]);
}
