import { useEffect, useState } from 'react';
import type { CompletedResult } from '../../../../../src/contract/index.ts';
import { Button } from '../../../components/ui/button.tsx';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import styles from './picture.module.css';

/** Longer side of the thumbnails that the worker makes. */
const THUMBNAIL_SIDE = 480;

type Props = {
  result: CompletedResult;
  /** What the picture is called. */
  model: string;
  prompt: string;
  /** Width at which it is shown, as the `sizes` attribute has it. */
  sizes: string;
  tabIndex: number;
  onOpen: () => void;
};

/** The whole picture on its mat, never cropped, once all of it is there. */
export function Picture({ result, model, prompt, sizes, tabIndex, onOpen }: Props) {
  const { t } = useTexts();
  const [source, setSource] = useState<'best' | 'thumbnail' | 'none'>('best');
  const [shown, setShown] = useState(false);
  const { width, height, imageUrl, thumbnailUrl } = result;
  // A new address of the same picture: the one before had ended.
  const [tried, setTried] = useState(imageUrl);
  if (tried !== imageUrl) {
    setTried(imageUrl);
    setSource('best');
  }
  const thumbnailWidth = Math.round(width * Math.min(1, THUMBNAIL_SIDE / Math.max(width, height)));

  useEffect(() => {
    if (source === 'best') return;
    const again = () => setSource('best');
    addEventListener('online', again);
    return () => removeEventListener('online', again);
  }, [source]);

  if (source === 'none') {
    return (
      <div className={styles.missing}>
        <p role="status">{t.tile.imageMissing}</p>
        <Button small icon="retry" tabIndex={tabIndex} onClick={() => setSource('best')}>
          {t.tile.imageAgain}
        </Button>
      </div>
    );
  }
  return (
    <button
      type="button"
      className={styles.open}
      aria-label={t.tile.open(model)}
      tabIndex={tabIndex}
      onClick={onOpen}
    >
      <img
        className={styles.picture}
        data-shown={shown || undefined}
        {...(thumbnailUrl === undefined || source === 'thumbnail'
          ? { src: thumbnailUrl ?? imageUrl }
          : {
              src: imageUrl,
              srcSet: `${thumbnailUrl} ${thumbnailWidth}w, ${imageUrl} ${width}w`,
              sizes,
            })}
        width={width}
        height={height}
        alt={t.tile.alt(prompt, model)}
        decoding="async"
        onLoad={() => setShown(true)}
        // A larger size that does not arrive, as in a tunnel, must not take away what is there.
        onError={() => setSource(thumbnailUrl !== undefined && source === 'best' ? 'thumbnail' : 'none')}
      />
    </button>
  );
}
