// The nearest tests first, as the command line names them: most faults end at the first.
import Sequencer from '@jest/test-sequencer';

const order = JSON.parse(process.env.TEST_ORDER ?? '[]');

export default class InOrder extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => order.findIndex((name) => path.endsWith(name));
    return [...tests].sort((a, b) => rank(a) - rank(b));
  }
}
