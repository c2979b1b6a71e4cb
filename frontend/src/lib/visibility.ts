import { VISIBILITIES } from '../../../src/contract/constants.ts';
import type { Visibility } from '../../../src/contract/index.ts';
import { sessionState } from './session.ts';
import { createStore } from './store.ts';

/** Browsers hash nothing on plain http addresses, so that runs have no key there and cannot be private. */
export const canBePrivate = (): boolean => globalThis.crypto?.subtle !== undefined;

/** Which of them this browser can offer. */
export const offeredVisibilities = (): readonly Visibility[] =>
  VISIBILITIES.filter((each) => each !== 'private' || canBePrivate());

/** By which text a visibility is told: where people sign in, a private run is theirs on any device. */
export const toldAs = (visibility: Visibility) =>
  visibility === 'private' && sessionState.get() !== 'none' ? 'owned' : visibility;

/** Who may see the next runs of this device; '' until somebody has chosen: then the installation decides. */
export const visibilityStore = createStore<Visibility | ''>(
  'visibility',
  (stored) => VISIBILITIES.find((each) => each === stored) ?? '',
);

/** The field of a request; none where nothing was chosen. */
export function visibilityField(): { visibility?: Visibility } {
  const chosen = visibilityStore.get();
  return chosen === '' || (chosen === 'private' && !canBePrivate()) ? {} : { visibility: chosen };
}
