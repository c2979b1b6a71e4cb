import { addPrior, type Field } from './bradley-terry.ts';
import { add, maximum } from './newton.ts';
import { logistic } from './scale.ts';
import type { Games } from './tally.ts';

/**
 * Strengths as log-odds by Davidson's model, in which ties have a parameter of their own instead of being half a win each. It is
 * a check: where its order is another one, the way in which ties are counted decides.
 */
export function fitDavidson({ models, pairs }: Field, games: Games): Float64Array {
  const size = models.length + 1;
  const tie = models.length;
  const fit = maximum(new Float64Array(size), (at, gradient, curvature) => {
    addPrior(1, models.length, { strengths: at, gradient, curvature });
    // As weak a prior for ties keeps their parameter finite where there are none, or nothing else.
    const usual = logistic(at[tie] ?? 0);
    add(gradient, tie, 0.5 - usual);
    add(curvature, tie * size + tie, usual * (1 - usual));
    for (const [place, { first, second }] of pairs.entries()) {
      const [won, lost, ties] = [games.first[place] ?? 0, games.second[place] ?? 0, games.ties[place] ?? 0];
      const played = won + lost + ties;
      const half = ((at[first] ?? 0) - (at[second] ?? 0)) / 2;
      const [win, loss, tied] = [Math.exp(half), Math.exp(-half), Math.exp(at[tie] ?? 0)];
      const all = win + loss + tied;
      const lead = (win - loss) / all / 2;
      const slope = (won - lost) / 2 - played * lead;
      const weight = played * ((win + loss) / all / 4 - lead ** 2);
      const cross = -played * lead * (tied / all);
      add(gradient, first, slope);
      add(gradient, second, -slope);
      add(gradient, tie, ties - played * (tied / all));
      add(curvature, first * size + first, weight);
      add(curvature, second * size + second, weight);
      add(curvature, second * size + first, -weight);
      add(curvature, tie * size + first, cross);
      add(curvature, tie * size + second, -cross);
      add(curvature, tie * size + tie, played * (tied / all) * (1 - tied / all));
    }
  });
  return fit.slice(0, models.length);
}
