import { type ComponentProps, useLayoutEffect, useRef } from 'react';
import styles from './field.module.css';

type Props = Omit<ComponentProps<'textarea'>, 'className' | 'style' | 'ref'> & {
  value: string;
  look?: 'prompt' | 'plain';
  field?: (element: HTMLTextAreaElement | null) => void;
};

/** Grows with its text, so that a long prompt is never read through a slit. */
export function TextArea({ look = 'plain', field, value, ...rest }: Props) {
  const ref = useRef<HTMLTextAreaElement>(null);
  // `field-sizing: content` does this without layout work where the browser has it.
  useLayoutEffect(() => {
    const area = ref.current;
    if (!area || globalThis.CSS?.supports?.('field-sizing', 'content')) return;
    area.rows = Math.max(3, Math.min(12, Math.ceil(value.length / 38) + value.split('\n').length - 1));
  }, [value]);
  return (
    <textarea
      {...rest}
      ref={(element) => {
        ref.current = element;
        field?.(element);
      }}
      value={value}
      dir="auto"
      className={styles.area}
      data-look={look}
    />
  );
}
