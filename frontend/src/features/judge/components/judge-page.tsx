import { type PointerEvent, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { Link } from 'wouter';
import type { Outcome, Pair } from '../../../../../src/contract/index.ts';
import { Button } from '../../../components/ui/button.tsx';
import { Message } from '../../../components/ui/message.tsx';
import { PictureChoice } from '../../../components/ui/picture-choice.tsx';
import { PromptHeading } from '../../../components/ui/prompt-heading.tsx';
import { ApiError } from '../../../lib/api.ts';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import { describeError, reportError } from '../../../lib/report-error.ts';
import { getNextPairs, type Judged, postVote, undoVote } from '../api/votes.ts';
import { decodePicture } from '../decode-picture.ts';
import { createJudging, type Shown } from '../judging.ts';
import { useJudgeTexts } from '../texts.ts';
import { useJudgeKeys } from '../use-judge-keys.ts';
import styles from './judge-page.module.css';

/** Two pictures at a time, of which one says which is better: nothing on this page tells whose they are. */
export function JudgePage({ judged }: { judged: Judged }) {
  const { t } = useTexts();
  const texts = useJudgeTexts();
  const told = useRef({ t, texts });
  told.current = { t, texts };
  const judging = useMemo(
    () =>
      createJudging({
        next: (signal) => getNextPairs(judged, signal),
        vote: (pair, outcome, decisionMs) => postVote(judged, pair, outcome, decisionMs),
        undo: (voteId) => undoVote(judged, voteId),
        decode: decodePicture,
        tell: (what, error) => reportError(told.current.t, told.current.texts[what], error, 'vote'),
        now: () => performance.now(),
      }),
    [judged],
  );
  useEffect(() => {
    judging.start();
    return judging.stop;
  }, [judging]);
  const shown = useSyncExternalStore(judging.subscribe, judging.get);
  const undo = () => void judging.undo();
  useJudgeKeys({ onVote: judging.vote, onUndo: undo });
  const { pair, done, total, canUndo } = shown;

  return (
    <section className={styles.judge} aria-labelledby="judge-title">
      {pair === undefined ? (
        <Nothing shown={shown} onAgain={judging.start} />
      ) : (
        <Two
          key={`${pair.jobId} ${pair.left.letter} ${pair.right.letter}`}
          pair={pair}
          onVote={judging.vote}
        />
      )}
      <div className={styles.foot}>
        <Button small aria-disabled={!canUndo || undefined} onClick={undo}>
          {texts.undo}
        </Button>
        {total > 0 && (
          <>
            <progress
              className={styles.progress}
              max={total}
              value={done}
              aria-label={texts.judged(done, total)}
            />
            <p role="status">{texts.judged(done, total)}</p>
          </>
        )}
      </div>
      <p className={styles.hint}>{texts.keys}</p>
      <p className={styles.hint}>
        {texts.sight} {texts.stop}
      </p>
      <Ways judged={judged} />
    </section>
  );
}

/** Where one goes from here. */
function Ways({ judged }: { judged: Judged }) {
  const texts = useJudgeTexts();
  const board = 'list' in judged ? `/board?list=${judged.list}` : '/board';
  return (
    <p className={styles.ways}>
      <Link href={board}>{texts.toBoard}</Link>
      {'run' in judged ? (
        <Link href={`/r/${judged.run}`}>{texts.toRun}</Link>
      ) : (
        <Link href={`/lists/${judged.list}`}>{texts.toList}</Link>
      )}
    </p>
  );
}

/** Fingers travel so far, and mostly across, to answer. */
const SWIPE = 60;

function Two({ pair, onVote }: { pair: Pair; onVote: (outcome: Outcome) => void }) {
  const texts = useJudgeTexts();
  const from = useRef<{ x: number; y: number; id: number } | undefined>(undefined);
  const begin = ({ pointerType, pointerId: id, clientX: x, clientY: y, isPrimary }: PointerEvent) => {
    from.current = pointerType === 'mouse' || !isPrimary ? undefined : { x, y, id };
  };
  const end = ({ pointerId, clientX, clientY }: PointerEvent) => {
    const start = from.current;
    from.current = undefined;
    if (start === undefined || start.id !== pointerId) return;
    const [across, down] = [clientX - start.x, clientY - start.y];
    if (Math.abs(across) < SWIPE || Math.abs(across) < 2 * Math.abs(down)) return;
    onVote(across < 0 ? 'left' : 'right');
  };
  const side = (place: 'first' | 'second') => (
    <PictureChoice
      picture={place === 'first' ? pair.left : pair.right}
      alt={texts.alt(place, pair.prompt)}
      label={texts[place]}
      onChoose={() => onVote(place === 'first' ? 'left' : 'right')}
    />
  );
  return (
    <>
      <header className={styles.head}>
        <PromptHeading id="judge-title" prompt={pair.prompt} />
        <p>{texts.question}</p>
      </header>
      <div
        className={styles.pictures}
        onPointerDown={begin}
        onPointerUp={end}
        onPointerCancel={() => {
          from.current = undefined;
        }}
      >
        {side('first')}
        {side('second')}
      </div>
      <div className={styles.tools}>
        <Button onClick={() => onVote('tie')}>{texts.tie}</Button>
        <Button onClick={() => onVote('both_bad')}>{texts.bothBad}</Button>
        <Button look="quiet" onClick={() => onVote('skip')}>
          {texts.skip}
        </Button>
      </div>
    </>
  );
}

/** What is not there now is not there the next time either. */
const isGone = (error: unknown) => error instanceof ApiError && [400, 404, 410].includes(error.status);

function Nothing({ shown: { lack, error }, onAgain }: { shown: Shown; onAgain: () => void }) {
  const { t } = useTexts();
  const texts = useJudgeTexts();
  if (lack === 'loading' || lack === 'drawing') {
    const text = lack === 'drawing' ? texts.drawing : texts.loading;
    return (
      <>
        <h1 id="judge-title" className="visually-hidden">
          {texts.question}
        </h1>
        <div className={styles.waiting}>
          <p role="status">{text}</p>
          <progress className={styles.progress} aria-label={text} />
        </div>
      </>
    );
  }
  return (
    <div id="judge-title">
      <Message title={lack === 'failed' ? texts.failed : texts.over}>
        <p>
          {lack === 'failed'
            ? describeError(t, error).text
            : lack === 'revealed'
              ? texts.revealed
              : texts.overText}
        </p>
        {lack === 'failed' && !isGone(error) && (
          <Button look="primary" icon="retry" onClick={onAgain}>
            {texts.again}
          </Button>
        )}
      </Message>
    </div>
  );
}
