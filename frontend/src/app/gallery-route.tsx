import type { QueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { GalleryEntry } from '../../../src/contract/index.ts';
import { getGallery } from '../features/gallery/api/get-gallery.ts';
import { galleryQuery } from '../features/gallery/api/list-gallery.ts';
import { GalleryPage } from '../features/gallery/components/gallery-page.tsx';
import { filtersFrom, queryOf } from '../features/gallery/filters.ts';
import { askForFirstPictures } from '../features/gallery/first-pictures.ts';
import { useModels } from '../features/generate/api/get-models.ts';
import { draftOfRun } from '../features/generate/draft.ts';
import { draftAt, replaceDraft } from '../features/generate/draft-store.ts';
import { useListTexts } from '../features/lists/texts.ts';
import DeleteDialog from '../features/results/components/delete-dialog.tsx';
import SharedPage from '../features/share/components/shared-page.tsx';
import { dateTime } from '../lib/format.ts';
import { useTexts } from '../lib/i18n/i18n.tsx';
import { reportError } from '../lib/report-error.ts';
import { showToast } from '../lib/toasts.ts';
import styles from './app.module.css';
import { useDeleteRun } from './use-delete-run.ts';

/** Asks for the first page of an address while the page around it is still to be rendered. */
export function fetchFirstPage(queryClient: QueryClient, search: string): void {
  const filters = filtersFrom(new URLSearchParams(search));
  // What fails is asked for again by the page, which says why.
  if (filters.mine) return;
  queryClient
    .fetchInfiniteQuery(galleryQuery(queryOf(filters)))
    .then(({ pages }) => askForFirstPictures(pages[0]?.galleries ?? []))
    .catch(() => undefined);
  // The first date takes a page long to write: better while the list is on its way than once it is here.
  setTimeout(() => dateTime(navigator.language, new Date().toISOString()));
}

/** The gallery, connected to the studio: a run in it can be the start of a new one. */
export default function GalleryRoute() {
  const { t } = useTexts();
  const l = useListTexts();
  const [, navigate] = useLocation();
  const deleteRun = useDeleteRun();
  const [deleting, setDeleting] = useState<GalleryEntry | undefined>();
  const { data } = useModels();
  const use = async (galleryId: string) => {
    try {
      const run = await getGallery(galleryId);
      const models = [...new Set(run.images.map((image) => image.modelId))];
      replaceDraft('new', { ...draftOfRun({ ...run, models }), models: draftAt('new').models });
      navigate('/');
      showToast({ kind: 'info', text: t.run.used });
    } catch (error) {
      reportError(t, t.run.loadFailed, error);
    }
  };
  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      <p className={styles.above}>
        <Link href="/lists">{l.title}</Link>
      </p>
      <GalleryPage
        models={data?.models.map(({ name }) => name) ?? []}
        onUse={use}
        onDelete={setDeleting}
        reportTo={data?.reportTo}
      />
      {deleting && (
        <DeleteDialog
          prompt={deleting.prompt}
          onDelete={async () => void (await deleteRun(deleting.id))}
          onClose={() => setDeleting(undefined)}
        />
      )}
    </main>
  );
}

/** For everybody: it neither asks who somebody is nor which models there are. */
export function SharedRoute({ linkId }: { linkId: string }) {
  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      <SharedPage linkId={linkId} />
    </main>
  );
}
