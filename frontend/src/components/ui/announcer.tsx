import { useEffect, useState } from 'react';
import { onAnnounce } from '../../lib/announce.ts';

/** The one polite live region for news that no visible text of its own speaks. */
export function Announcer() {
  const [news, setNews] = useState('');
  useEffect(() => onAnnounce(setNews), []);
  return (
    <div className="visually-hidden" role="status">
      {news}
    </div>
  );
}
