import { useEffect, useState } from 'react';
import type { CompletedResult } from '../../../../../src/contract/index.ts';
import { Button } from '../../../components/ui/button.tsx';
import { Choice } from '../../../components/ui/choice.tsx';
import { Dialog } from '../../../components/ui/dialog.tsx';
import { announce } from '../../../lib/announce.ts';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import { shuffled } from '../../../lib/random.ts';
import type { Candidate } from '../candidate.ts';
import { useViewport } from '../use-viewport.ts';
import { FIT, pixelScale, zoomAt } from '../viewport.ts';
import styles from './compare-dialog.module.css';
import { Flicker } from './flicker.tsx';
import { SideBySide } from './side-by-side.tsx';
import { Slider } from './slider.tsx';

const MODES = ['side', 'slider', 'flicker'] as const;
type Mode = (typeof MODES)[number];

type Props = { pictures: readonly CompletedResult[]; title: string; onClose: () => void };

/** One to four pictures, whole and under one zoom. */
export default function CompareDialog({ pictures, title, onClose }: Props) {
  const { t } = useI18n();
  const viewport = useViewport();
  const [mode, setMode] = useState<Mode>('side');
  const [order, setOrder] = useState(pictures);
  const [blind, setBlind] = useState(false);
  const [picked, setPicked] = useState<string | undefined>();

  const hidden = blind && picked === undefined;
  const candidates: Candidate[] = order.map((picture, index) => {
    const letter = String.fromCharCode(65 + index);
    return { picture, letter, name: hidden ? t.compare.candidate(letter) : picture.model };
  });
  const modes = pictures.length === 2 ? MODES : [];

  const goBlind = (on: boolean) => {
    setBlind(on);
    setPicked(undefined);
    setOrder(on ? shuffled(pictures) : pictures);
  };
  const pick = ({ picture }: Candidate) => {
    setPicked(picture.modelId);
    announce(t.compare.picked(picture.model));
  };

  const showPixels = () => {
    const pane = viewport.stage.current?.querySelector('[data-pane]')?.getBoundingClientRect();
    const [first] = order;
    if (pane && first) viewport.setView(zoomAt(FIT, pixelScale(first, pane, devicePixelRatio)));
  };

  // The dialog is modal: every key is for it, wherever the focus is, but not while a field uses it.
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const typing =
        event.target instanceof HTMLInputElement && ['range', 'radio'].includes(event.target.type);
      if (typing && event.key.startsWith('Arrow')) return;
      if (!viewport.onKey(event.key)) return;
      event.preventDefault();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [viewport.onKey]);

  const shared = { candidates, view: viewport.view, pane: viewport.pane };
  return (
    <Dialog title={pictures.length === 1 ? t.compare.single : t.compare.title} size="full" onClose={onClose}>
      <div className={styles.compare} ref={viewport.stage}>
        <div className={styles.tools} role="toolbar" aria-label={t.compare.mode}>
          {modes.length > 0 && (
            <div className={styles.group}>
              {modes.map((each) => (
                <Button key={each} small aria-pressed={mode === each} onClick={() => setMode(each)}>
                  {t.compare.modes[each]}
                </Button>
              ))}
            </div>
          )}
          {pictures.length > 1 && (
            <div className={styles.group}>
              <Choice type="switch" checked={blind} onChange={goBlind}>
                {t.compare.blind}
              </Choice>
              {blind && (
                <Button small icon="dice" onClick={() => goBlind(true)}>
                  {t.compare.again}
                </Button>
              )}
            </div>
          )}
          <div className={styles.group}>
            <Button small icon="minus" iconOnly={t.compare.zoomOut} onClick={() => viewport.onKey('-')} />
            <output className={styles.zoom}>{t.compare.zoom(Math.round(viewport.view.scale * 100))}</output>
            <Button small icon="plus" iconOnly={t.compare.zoomIn} onClick={() => viewport.onKey('+')} />
            <Button small onClick={() => viewport.onKey('0')}>
              {t.compare.reset}
            </Button>
            <Button small onClick={showPixels}>
              {t.compare.actual}
            </Button>
          </div>
          <p className={styles.hint}>{blind && hidden ? t.compare.blindHint : t.compare.keys}</p>
        </div>
        {mode === 'side' && (
          <SideBySide {...shared} blind={hidden} picked={picked} onPick={pick} prompt={title} />
        )}
        {mode === 'slider' && <Slider {...shared} />}
        {mode === 'flicker' && <Flicker {...shared} />}
      </div>
    </Dialog>
  );
}
