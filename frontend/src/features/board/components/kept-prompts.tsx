import type { KeptPrompt } from '../kept.ts';
import { useBoardTexts } from '../texts/texts.ts';

interface Props {
  prompts: readonly KeptPrompt[];
  /** What an image shows of the picture at this address; nothing if it cannot be had. */
  sourceOf: (address: string) => string | undefined;
  /** Of what an image shows, where it is known. */
  hashOf?: (address: string) => string | undefined;
}

/** Small copies of judged pictures, by prompt; the words of the prompts have gone with the runs. */
export function KeptPrompts({ prompts, sourceOf, hashOf }: Props) {
  const t = useBoardTexts();
  return prompts.map(({ number, category, pictures }) => (
    <section key={number}>
      <h3>{t.keptPrompt(number)}</h3>
      {category !== undefined && <p dir="auto">{category}</p>}
      <div data-pictures>
        {pictures.map(({ address, model }) => {
          const source = sourceOf(address);
          const hash = hashOf?.(address);
          return (
            <figure key={address}>
              {source === undefined ? (
                <p>{t.endings.picture}</p>
              ) : (
                <img src={source} alt={t.pictureOf(model, t.keptPrompt(number))} loading="lazy" />
              )}
              <figcaption>
                <span dir="auto">{model}</span>
                {hash !== undefined && <code>{hash}</code>}
              </figcaption>
            </figure>
          );
        })}
      </div>
    </section>
  ));
}
