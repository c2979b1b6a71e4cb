import { type ReactNode, useState } from 'react';
import { useTexts } from '../../lib/i18n/i18n.tsx';
import styles from './prompt-heading.module.css';

/** From here on a prompt is longer than the two lines that it gets. */
const LONG = 160;

type Props = {
  id?: string;
  /** What somebody has called the run. It stands above the prompt. */
  title?: string | undefined;
  prompt: string;
  /** Stands below, after the button that shows the whole prompt. */
  children?: ReactNode;
};

/** A prompt as the heading of its page: with its own lines, and so short that it does not push the pictures away. */
export function PromptHeading({ id, title, prompt, children }: Props) {
  const { t } = useTexts();
  const [whole, setWhole] = useState(false);
  const isLong = prompt.length > LONG || prompt.split('\n').length > 2;
  const attributes = { dir: 'auto', className: styles.prompt, 'data-whole': whole || !isLong || undefined };
  return (
    <>
      {title === undefined ? (
        <h1 id={id} tabIndex={-1} {...attributes}>
          {prompt}
        </h1>
      ) : (
        <>
          <h1 id={id} tabIndex={-1} dir="auto" className={styles.prompt} data-whole>
            {title}
          </h1>
          <p {...attributes} data-below>
            {prompt}
          </p>
        </>
      )}
      {(isLong || children !== undefined) && (
        <div className={styles.facts}>
          {isLong && (
            <button
              type="button"
              className={styles.more}
              aria-expanded={whole}
              onClick={() => setWhole(!whole)}
            >
              {whole ? t.run.lessPrompt : t.run.wholePrompt}
            </button>
          )}
          {children}
        </div>
      )}
    </>
  );
}
