import {
  type ComponentType,
  type ReactNode,
  useCallback,
  useEffect,
  useMemo,
  useSyncExternalStore,
} from 'react';
import { textsOf, useI18n } from './i18n/i18n.tsx';
import { type Loader, together } from './loader.ts';

const AGAIN_MS = 4000;

type Fallback = {
  /** Shown while the part is on its way. */
  loading: ReactNode;
  /** Shown if it did not arrive; it is fetched again by itself, and when `retry` is called. */
  failed: (retry: () => void) => ReactNode;
};

type Props<Module, PartProps> = {
  loader: Loader<Module>;
  /** Whether it says nothing, so that it need not wait for the texts. */
  wordless?: boolean;
  /** The component in the loaded module. */
  pick: (module: Module) => ComponentType<PartProps>;
  fallback: Fallback;
  props: PartProps;
};

/**
 * A component whose script is loaded when it is needed. A script that does not arrive costs this part of the page
 * only, and only until the network is back; `React.lazy` would remember the failure for good.
 */
export function Part<Module, PartProps extends object>({
  loader: script,
  wordless = false,
  pick,
  fallback,
  props,
}: Props<Module, PartProps>) {
  const { language } = useI18n();
  const loader = useMemo(
    () => (wordless ? script : together(script, textsOf(language))),
    [script, wordless, language],
  );
  const failed = useSyncExternalStore(loader.subscribe, loader.hasFailed);
  const module = useSyncExternalStore(loader.subscribe, loader.peek);
  const load = useCallback(() => {
    // What failed is shown by the fallback.
    loader.load().catch(() => undefined);
  }, [loader]);

  useEffect(load, [load]);
  useEffect(() => {
    if (!failed) return;
    addEventListener('online', load);
    const timer = setInterval(load, AGAIN_MS);
    return () => {
      removeEventListener('online', load);
      clearInterval(timer);
    };
  }, [failed, load]);

  if (module !== undefined) {
    const Loaded = pick(module);
    return <Loaded {...props} />;
  }
  return failed ? fallback.failed(load) : fallback.loading;
}
