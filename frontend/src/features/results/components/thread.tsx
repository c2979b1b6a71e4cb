import { Link } from 'wouter';
import { Button } from '../../../components/ui/button.tsx';
import { useEditTexts } from '../../../lib/edit-texts.ts';
import { type Step, type StepNode, stepsOf } from '../thread.ts';
import styles from './thread.module.css';

/** The picture of a step that something went on from. */
export type StepPicture = Pick<Step, 'thumbnailUrl'> & Required<Pick<Step, 'picture'>>;

export type ThreadActions = {
  /** Goes on from a picture of a step once more; absent where no model can. */
  onBranch: ((from: StepPicture) => void) | undefined;
  onCompare: (steps: readonly StepNode[]) => void;
};

type Props = ThreadActions & { tree: StepNode; current: string };

/** The runs that go on from one another, as a strip from the first step to the last, with its branches below each other. */
export function Thread({ tree, current, onBranch, onCompare }: Props) {
  const texts = useEditTexts();
  const steps = stepsOf(tree);
  if (steps.length < 2) return null;
  const there = steps.filter(({ prompt }) => prompt !== undefined);
  return (
    <nav className={styles.thread} aria-label={texts.thread}>
      <div className={styles.head}>
        <h2>{texts.thread}</h2>
        {there.length > 1 && (
          <Button small look="quiet" icon="compare" onClick={() => onCompare(there)}>
            {texts.compareSteps}
          </Button>
        )}
      </div>
      <ol className={styles.strip}>
        <StepItem node={tree} current={current} onBranch={onBranch} />
      </ol>
    </nav>
  );
}

type ItemProps = { node: StepNode; current: string; onBranch: ThreadActions['onBranch'] };

function StepItem({ node, current, onBranch }: ItemProps) {
  const texts = useEditTexts();
  const { jobId, prompt, thumbnailUrl, picture, next } = node;
  return (
    <li>
      <div className={styles.step} data-current={jobId === current || undefined}>
        {prompt === undefined ? (
          <span className={styles.gone}>{texts.gone}</span>
        ) : (
          <Link
            href={`/r/${jobId}`}
            title={prompt}
            aria-current={jobId === current ? 'page' : undefined}
            className={styles.link}
          >
            {thumbnailUrl !== '' && <img src={thumbnailUrl} alt="" />}
            <span>{prompt}</span>
          </Link>
        )}
        {onBranch && prompt !== undefined && picture && (
          <Button
            small
            look="quiet"
            icon="edit"
            iconOnly={texts.branch(prompt)}
            onClick={() => onBranch({ picture, thumbnailUrl })}
          />
        )}
      </div>
      {next.length > 0 && (
        <ol>
          {next.map((child) => (
            <StepItem key={child.jobId} node={child} current={current} onBranch={onBranch} />
          ))}
        </ol>
      )}
    </li>
  );
}
