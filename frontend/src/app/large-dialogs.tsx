import type { ComponentProps } from 'react';
import { createLoader } from '../lib/loader.ts';
import { DialogPart } from './dialog-part.tsx';

export const lightbox = createLoader(() => import('../features/results/components/lightbox.tsx'));
export const compare = createLoader(() => import('../features/compare/components/compare-dialog.tsx'));
export const changes = createLoader(() => import('../features/changes/components/changes-dialog.tsx'));

export function LazyLightbox(props: ComponentProps<Awaited<ReturnType<typeof lightbox.load>>['default']>) {
  return (
    <DialogPart loader={lightbox} pick={(module) => module.default} props={props} onClose={props.onClose} />
  );
}

export function LazyCompare(props: ComponentProps<Awaited<ReturnType<typeof compare.load>>['default']>) {
  return (
    <DialogPart loader={compare} pick={(module) => module.default} props={props} onClose={props.onClose} />
  );
}

export function LazyChanges(props: ComponentProps<Awaited<ReturnType<typeof changes.load>>['default']>) {
  return (
    <DialogPart loader={changes} pick={(module) => module.default} props={props} onClose={props.onClose} />
  );
}
