import type { Figures } from '../figures.ts';
import type { ListFacts } from '../list-facts.ts';
import type { Board } from '../statistics/types.ts';
import { useBoardTexts } from '../texts/texts.ts';
import { Costs } from './costs.tsx';
import { Headline, Settling, Warnings } from './findings.tsx';
import { StandingsTable } from './standings-table.tsx';

export interface BoardViewProps {
  board: Board;
  nameOf: (model: string) => string;
  /** Whether a voter is only a browser. */
  isOpen: boolean;
  /** Whether these are all votes. */
  isComplete: boolean;
  /** Of a list, as soon as they are read. */
  facts?: ListFacts | undefined;
  figures?: ReadonlyMap<string, Figures> | undefined;
}

/** Everything that a board says, on the page and in the report. */
export function BoardView({ board, nameOf, isOpen, isComplete, facts, figures }: BoardViewProps) {
  const t = useBoardTexts();
  return (
    <>
      <Headline board={board} figures={figures} nameOf={nameOf} />
      <section>
        <h2>{t.standings}</h2>
        <StandingsTable board={board} nameOf={nameOf} />
        <p data-small>{t.explained}</p>
      </section>
      <Settling board={board} nameOf={nameOf} />
      <Warnings board={board} nameOf={nameOf} isOpen={isOpen} isComplete={isComplete} />
      {facts && figures && (
        <section>
          <h2>{t.costs}</h2>
          <Costs board={board} facts={facts} figures={figures} nameOf={nameOf} />
        </section>
      )}
      <section>
        <h2>{t.method}</h2>
        <p data-small>{t.methodText}</p>
      </section>
    </>
  );
}
