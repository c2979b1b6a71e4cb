import { Link } from 'wouter';
import { useEditTexts } from '../../../lib/edit-texts.ts';
import { useThread } from '../api/get-thread.ts';
import type { RunEdit } from '../run-state.ts';
import styles from './sources.module.css';

/** What a run works on, and the steps that led to it. */
export function Sources({ edit }: { edit: RunEdit }) {
  const texts = useEditTexts();
  const steps = useThread(edit.parent);
  return (
    <section className={styles.sources} aria-label={texts.source}>
      <div className={styles.part}>
        <h2>{texts.source}</h2>
        <ul>
          {edit.inputs.map(({ imageUrl, thumbnailUrl }, index) => (
            <li key={imageUrl}>
              <a href={imageUrl} target="_blank" rel="noreferrer">
                <img src={thumbnailUrl} alt={texts.picture(index + 1)} />
              </a>
            </li>
          ))}
        </ul>
      </div>
      {steps.length > 0 && (
        <nav className={styles.part} aria-label={texts.thread}>
          <h2>{texts.thread}</h2>
          <ol>
            {steps.map((step) => (
              <li key={step.jobId}>
                {'gone' in step ? (
                  <span className={styles.gone}>{texts.gone}</span>
                ) : (
                  <Link href={`/r/${step.jobId}`} title={step.prompt}>
                    {step.thumbnailUrl === '' ? (
                      step.prompt
                    ) : (
                      <img src={step.thumbnailUrl} alt={step.prompt} />
                    )}
                  </Link>
                )}
              </li>
            ))}
          </ol>
        </nav>
      )}
    </section>
  );
}
