import { useLocation } from 'wouter';
import { getGallery } from '../features/gallery/api/get-gallery.ts';
import { GalleryPage } from '../features/gallery/components/gallery-page.tsx';
import { draftOfRun } from '../features/generate/draft.ts';
import { draftAt, replaceDraft } from '../features/generate/draft-store.ts';
import { useI18n } from '../lib/i18n/i18n.tsx';
import { reportError } from '../lib/report-error.ts';
import { showToast } from '../lib/toasts.ts';
import styles from './app.module.css';

/** The gallery, connected to the studio: a run in it can be the start of a new one. */
export default function GalleryRoute() {
  const { t } = useI18n();
  const [, navigate] = useLocation();
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
      <GalleryPage onUse={use} />
    </main>
  );
}
