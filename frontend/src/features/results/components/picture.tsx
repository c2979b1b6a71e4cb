import { useState } from 'react';
import type { CompletedResult } from '../../../../../src/contract/index.ts';
import { Icon } from '../../../components/ui/icon.tsx';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import styles from './picture.module.css';

/** Longer side of the thumbnails that the worker makes. */
const THUMBNAIL_SIDE = 480;

type Props = { result: CompletedResult; prompt: string; onOpen: () => void };

/** The whole picture on its mat, never cropped; it fades in when all of it is there. */
export function Picture({ result, prompt, onOpen }: Props) {
  const { t } = useI18n();
  const [state, setState] = useState<'loading' | 'shown' | 'missing'>('loading');
  const { width, height, imageUrl, thumbnailUrl } = result;
  const thumbnailWidth = Math.round(width * Math.min(1, THUMBNAIL_SIDE / Math.max(width, height)));

  if (state === 'missing') {
    return (
      <p className={styles.missing} role="status">
        {t.tile.imageMissing}
      </p>
    );
  }
  return (
    <button type="button" className={styles.open} aria-label={t.tile.open(result.model)} onClick={onOpen}>
      <img
        className={styles.picture}
        data-shown={state === 'shown' || undefined}
        src={imageUrl}
        {...(thumbnailUrl
          ? {
              srcSet: `${thumbnailUrl} ${thumbnailWidth}w, ${imageUrl} ${width}w`,
              sizes: '(max-width: 40rem) 92vw, 24rem',
            }
          : {})}
        width={width}
        height={height}
        alt={t.tile.alt(prompt, result.model)}
        decoding="async"
        onLoad={() => setState('shown')}
        onError={() => setState('missing')}
      />
      <span className={styles.sign}>
        <Icon name="expand" size={16} />
      </span>
    </button>
  );
}
