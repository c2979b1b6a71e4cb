import { newsState } from '../../lib/announce.ts';
import { useStore } from '../../lib/store.ts';

/** The one polite live region for news that no visible text of its own speaks. */
export function Announcer() {
  return (
    <div className="visually-hidden" role="status">
      {useStore(newsState)}
    </div>
  );
}
