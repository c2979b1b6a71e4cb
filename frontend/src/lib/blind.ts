import { createStore } from './store.ts';
import { canBePrivate } from './visibility.ts';

/** Whether the next runs of this device are drawn blind: letters stand for models until one has picked. */
export const blindStore = createStore('blind', (stored) => stored === true);

/** The field of a request; none where the browser can keep no key, which a blind run needs. */
export const blindField = (): { blind?: true } => (blindStore.get() && canBePrivate() ? { blind: true } : {});
