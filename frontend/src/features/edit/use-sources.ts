import { useCallback, useEffect, useRef, useState } from 'react';
import { MOST_REFERENCES, MOST_UPLOAD_BYTES } from '../../../../src/contract/constants.ts';
import type { Reference } from '../../../../src/contract/index.ts';
import { useEditTexts } from '../../lib/edit-texts.ts';
import { useTexts } from '../../lib/i18n/i18n.tsx';
import { describeError } from '../../lib/report-error.ts';
import { referenceFrom, referenceOf } from './api/references.ts';
import type { Source } from './source.ts';

/** A picture in the dialog: on its way, ready, or of no use. */
export type Item = { id: number; source: Source; preview: string; reference?: Reference; error?: string };

const previewOf = (source: Source) =>
  'file' in source ? URL.createObjectURL(source.file) : source.thumbnailUrl;

/** The pictures to work on; each is handed in as soon as it is chosen. */
export function useSources(first: readonly Source[]) {
  const { t } = useTexts();
  const texts = useEditTexts();
  const [items, setItems] = useState<readonly Item[]>([]);
  const last = useRef(0);

  const add = useCallback(
    (sources: readonly Source[]) => {
      const fresh = sources.map((source) => {
        last.current += 1;
        return { id: last.current, source, preview: previewOf(source) };
      });
      setItems((before) => [...before, ...fresh].slice(0, MOST_REFERENCES));
      const learn = (id: number, news: Partial<Item>) =>
        setItems((before) => before.map((item) => (item.id === id ? { ...item, ...news } : item)));
      for (const { id, source } of fresh) {
        if ('file' in source && source.file.size > MOST_UPLOAD_BYTES) {
          learn(id, { error: texts.tooLarge(MOST_UPLOAD_BYTES / 1024 / 1024) });
          continue;
        }
        const handed = 'file' in source ? referenceOf(source.file) : referenceFrom(source.picture);
        handed.then(
          (reference) => learn(id, { reference, preview: reference.thumbnailUrl }),
          (error: unknown) => learn(id, { error: describeError(t, error).text }),
        );
      }
    },
    [t, texts],
  );
  const remove = useCallback(
    (id: number) => setItems((before) => before.filter((item) => item.id !== id)),
    [],
  );

  const begun = useRef(false);
  useEffect(() => {
    // Once, also where React mounts twice.
    if (begun.current) return;
    begun.current = true;
    add(first);
  }, [add, first]);
  return { items, add, remove };
}
