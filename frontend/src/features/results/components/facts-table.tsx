import { Button } from '../../../components/ui/button.tsx';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import { comparedOf, differencesOf, differenceText } from '../differences.ts';
import { askedRows, type FactRow, factsJson, receivedRows, sentRows } from '../facts.ts';
import type { EndedTile } from '../run-state.ts';
import styles from './facts-table.module.css';
import { KeptFile } from './kept-file.tsx';

/** Asked for, sent, received: everything that is known about one result. */
export function FactsTable({ tile, onCopy }: { tile: EndedTile; onCopy: (text: string) => void }) {
  const { t, locale } = useTexts();
  const { result } = tile.state;
  const marks = differencesOf(comparedOf(result, tile.parameters, tile.reworded));
  const revised = result.status === 'completed' ? result.revisedPrompt : undefined;
  const warnings = result.warnings ?? [];
  return (
    <div className={styles.facts}>
      {marks.length > 0 && (
        <ul className={styles.marks}>
          {marks.map((mark) => (
            <li key={differenceText(t, mark)}>{differenceText(t, mark)}</li>
          ))}
        </ul>
      )}
      {result.status === 'failed' && (
        <section>
          <h3>{t.failure.title(result.error.code)}</h3>
          <p>{t.failure.text(result.error.code)}</p>
        </section>
      )}
      <Rows title={t.facts.asked} rows={askedRows(t, tile)} empty={t.facts.none} />
      <Rows title={t.facts.got} rows={receivedRows(t, locale, tile)} empty={t.facts.nothing} />
      {tile.reworded && <Text title={t.facts.ownPrompt}>{tile.prompt}</Text>}
      {revised && <Text title={t.facts.revised}>{revised}</Text>}
      <Rows
        title={`${t.facts.sent} (${t.facts.fields})`}
        rows={sentRows(tile)}
        empty={t.facts.nothing}
        code
      />
      {warnings.length > 0 && (
        <section>
          <h3>{t.facts.warnings}</h3>
          <ul>
            {warnings.map((warning, index) => {
              const note = result.notes?.[index];
              const said = note && t.note(note);
              return (
                <li key={warning} lang={said ? undefined : 'en'}>
                  {said ?? warning}
                </li>
              );
            })}
          </ul>
        </section>
      )}
      {result.status === 'failed' && (
        <Text title={t.facts.vendorSaid} lang="en">
          {`${result.error.code}: ${result.error.message}`}
        </Text>
      )}
      <p className={styles.tools}>
        <Button small icon="copy" onClick={() => onCopy(factsJson(tile))}>
          {t.facts.copy}
        </Button>
        {result.status === 'completed' && (
          <a href={result.imageUrl} target="_blank" rel="noreferrer">
            {t.facts.original}
          </a>
        )}
        <KeptFile original={result.original} model={tile.model} />
      </p>
    </div>
  );
}

type RowsProps = { title: string; rows: FactRow[]; empty: string; code?: boolean };

function Rows({ title, rows, empty, code = false }: RowsProps) {
  return (
    <section>
      <h3>{title}</h3>
      {rows.length === 0 && <p className={styles.empty}>{empty}</p>}
      <dl className={styles.rows} data-code={code || undefined}>
        {rows.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Text({ title, children, lang }: { title: string; children: string; lang?: string }) {
  return (
    <section>
      <h3>{title}</h3>
      <p dir="auto" lang={lang}>
        {children}
      </p>
    </section>
  );
}
