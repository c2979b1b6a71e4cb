import { memo } from 'react';
import { Link } from 'wouter';
import { Button } from '../../../components/ui/button.tsx';
import { dateTime, shorten } from '../../../lib/format.ts';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import { ReportPicture } from '../../../lib/report-picture.tsx';
import { toggleStar } from '../../../lib/stars.ts';
import type { Entry } from '../use-gallery-search.ts';
import styles from './gallery-page.module.css';

/** Small pictures of the run; a star that was set before there were several has one. */
function previewsOf({ previews, preview }: Entry): string[] {
  return previews.length > 0 ? previews : [preview].filter(Boolean);
}

type Props = {
  entry: Entry;
  starred: boolean;
  onUse: (galleryId: string) => void;
  /** Absent for a run of somebody else. */
  onDelete: ((entry: Entry) => void) | undefined;
  /** Where pictures are reported, if the owner has said so. */
  reportTo: string | undefined;
};

export const GalleryCard = memo(function GalleryCard({ entry, starred, onUse, onDelete, reportTo }: Props) {
  const { t, locale } = useTexts();
  const short = shorten(entry.title ?? entry.prompt, 80);
  const previews = previewsOf(entry);
  const state = entry.status && previews.length === 0 ? t.gallery.states[entry.status] : '';
  return (
    <div className={styles.card}>
      <Link href={`/r/${entry.id}`} className={styles.link}>
        <span className={styles.mat} data-count={previews.length}>
          {previews.map((preview, index) => (
            <img
              key={preview}
              src={preview}
              alt={index === 0 ? t.gallery.previewAlt(short) : ''}
              loading="lazy"
              decoding="async"
              // Every card shows something before one of them shows everything.
              fetchPriority={index === 0 ? 'auto' : 'low'}
            />
          ))}
          {state && <span className={styles.state}>{state}</span>}
        </span>
        <span className={styles.prompt} dir="auto">
          {entry.title ?? entry.prompt}
        </span>
      </Link>
      <div className={styles.foot}>
        <time dateTime={entry.timestamp}>{dateTime(locale, entry.timestamp)}</time>
        <p>{t.gallery.pictures(entry.imageCount, entry.totalPictures)}</p>
        <Button
          small
          look="quiet"
          icon="star"
          iconFilled={starred}
          iconOnly={t.gallery.star(short)}
          aria-pressed={starred}
          disabled={entry.imageCount === 0}
          onClick={() => toggleStar(entry)}
        />
        <Button
          small
          look="quiet"
          icon="retry"
          aria-label={t.gallery.useLabel(short)}
          onClick={() => onUse(entry.id)}
        >
          {t.gallery.use}
        </Button>
        {!onDelete && <ReportPicture to={reportTo} jobId={entry.id} about={{ prompt: short }} />}
        {onDelete && (
          <Button
            small
            look="quiet"
            icon="trash"
            iconOnly={t.remove.card(short)}
            onClick={() => onDelete(entry)}
          />
        )}
      </div>
    </div>
  );
});
