import { useI18n } from '../../../lib/i18n/i18n.tsx';
import type { Figures } from '../figures.ts';
import { SETTLED } from '../statistics/board.ts';
import type { Board, Unsettled } from '../statistics/types.ts';
import { useBoardTexts } from '../texts/texts.ts';
import { chance, percent, warningText, withRange } from '../words.ts';

type Props = { board: Board; nameOf: (model: string) => string };

/** The answer in a sentence or two. */
export function Headline({
  board,
  figures,
  nameOf,
}: Props & { figures: ReadonlyMap<string, Figures> | undefined }) {
  const t = useBoardTexts();
  const { locale } = useI18n();
  // Intervals of two models can overlap though it is sure which one is stronger: they vary with the same prompts.
  const surest = board.standings.filter(({ best = 0 }) => best >= SETTLED);
  const first = surest.length > 0 ? surest : board.standings.filter(({ rank }) => rank === 1);
  const [winner, ...others] = first;
  if (winner?.share === undefined) return <p data-headline>{t.noFirst}</p>;
  if (others.length > 0) return <p data-headline>{t.firsts(first.map(({ model }) => nameOf(model)))}</p>;
  const share = withRange(t, (value) => percent(locale, value), winner.share, winner.shareRange);
  const name = nameOf(winner.model);
  const saving = savingOf(winner.model, board, figures);
  return (
    <p data-headline>
      {t.first(name, share)}
      {saving && ` ${t.cheaper(name, percent(locale, saving.share), nameOf(saving.dearest))}`}
    </p>
  );
}

/** How much of the dearest model's price another one has. */
function savingOf(model: string, { standings }: Board, figures: ReadonlyMap<string, Figures> | undefined) {
  const priceOf = (id: string) => figures?.get(id)?.usdPerPicture;
  const own = priceOf(model);
  const dearest = standings
    .map(({ model: id }) => ({ id, usd: priceOf(id) ?? 0 }))
    .reduce((most, each) => (each.usd > most.usd ? each : most), { id: model, usd: own ?? 0 });
  if (own === undefined || dearest.id === model || dearest.usd === 0) return undefined;
  return { share: own / dearest.usd, dearest: dearest.id };
}

/** From here on, a number of votes says only that it takes very many. */
const VERY_MANY = 2000;
/** Pairs at the top, which matter most; the others are folded away. */
const SHOWN = 5;

/** Which neighbours are not told apart, and what it would take. */
export function Settling({ board, nameOf }: Props) {
  const t = useBoardTexts();
  const { locale } = useI18n();
  const ranked = board.standings.filter(({ rank }) => rank !== undefined);
  if (ranked.length < 2) return null;
  const sentence = ({ better, other, votes, chance: sure }: Unsettled) => {
    const [one, two] = [nameOf(better), nameOf(other)];
    if (!Number.isFinite(votes)) return t.alike(one, two);
    const missing = votes > VERY_MANY ? t.moreThan(VERY_MANY) : t.about(votes);
    return t.unsettled(one, two, missing, chance(locale, sure));
  };
  return (
    <section>
      <h2>{t.settle}</h2>
      {board.unsettled.length === 0 ? (
        <p>{t.settled}</p>
      ) : (
        <>
          <Sentences of={board.unsettled.slice(0, SHOWN).map(sentence)} />
          {board.unsettled.length > SHOWN && (
            <details>
              <summary>{t.furtherPairs(board.unsettled.length - SHOWN)}</summary>
              <Sentences of={board.unsettled.slice(SHOWN).map(sentence)} />
            </details>
          )}
        </>
      )}
    </section>
  );
}

function Sentences({ of }: { of: readonly string[] }) {
  return (
    <ul>
      {of.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

type WarningsProps = Props & {
  /** Whether a voter is only a browser. */
  isOpen: boolean;
  isComplete: boolean;
};

/** What one has to know before believing a board. */
export function Warnings({ board, nameOf, isOpen, isComplete }: WarningsProps) {
  const t = useBoardTexts();
  const { locale } = useI18n();
  const sentences = [
    ...(isComplete ? [] : [t.incomplete]),
    ...board.warnings.map((warning) => warningText(t, locale, warning, nameOf)),
    ...(isOpen ? [t.browsers] : []),
    t.taste,
  ];
  return (
    <section>
      <h2>{t.warnings}</h2>
      <Sentences of={sentences} />
    </section>
  );
}
