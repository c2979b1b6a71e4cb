import { useEffect } from 'react';

const FALLBACK_TITLE = 'Pixel Prompt';

/** Gives the page its title and description and takes them back when it is left. */
export function useDocumentMeta(title: string, description?: string): void {
  useEffect(() => {
    document.title = title === '' ? FALLBACK_TITLE : `${title} · ${FALLBACK_TITLE}`;
    return () => {
      document.title = FALLBACK_TITLE;
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
