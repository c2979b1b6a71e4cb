import { useEffect, useRef } from 'react';
import { onTick, serverNow } from '../../../lib/clock.ts';
import { duration } from '../../../lib/format.ts';
import { useI18n } from '../../../lib/i18n/i18n.tsx';

/** A running clock. It writes its text itself: twenty of them must not render a tree five times a second. */
export function Clock({ since }: { since: number }) {
  const { locale } = useI18n();
  const ref = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const show = () => {
      if (ref.current) ref.current.textContent = duration(locale, serverNow() - since);
    };
    show();
    return onTick(show);
  }, [locale, since]);
  return <span ref={ref} role="timer" aria-live="off" />;
}

/** A bar that fills over the expected time and waits just short of its end. */
export function ExpectedBar({ since, expectedMs }: { since: number; expectedMs: number }) {
  const ref = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const show = () => {
      const part = Math.min(0.96, Math.max(0, (serverNow() - since) / expectedMs));
      if (ref.current) ref.current.style.scale = `${part} 1`;
    };
    show();
    return onTick(show);
  }, [since, expectedMs]);
  return <span ref={ref} aria-hidden="true" />;
}
