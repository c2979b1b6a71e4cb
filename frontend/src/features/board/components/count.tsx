import type { Board } from '../statistics/types.ts';
import { useBoardTexts } from '../texts/texts.ts';

export function Count({ board: { votes, prompts, voters } }: { board: Board }) {
  const t = useBoardTexts();
  return t.counted(votes, prompts, voters);
}
