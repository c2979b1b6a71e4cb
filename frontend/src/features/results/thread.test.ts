import { describe, expect, it } from '@jest/globals';
import { type Relative, type Step, type StepNode, stepsOf, threadOf } from './thread.ts';

const step = (jobId: string): Step => ({ jobId, prompt: jobId, thumbnailUrl: '' });
const run = (jobId: string, parent?: string): Relative => ({
  jobId,
  prompt: jobId,
  thumbnailUrl: '',
  parent,
});
/** `a(b c(d))` */
const drawn = ({ jobId, next }: StepNode): string =>
  next.length === 0 ? jobId : `${jobId}(${next.map(drawn).join(' ')})`;

describe('A thread', () => {
  it('is a line where nobody has branched off', () => {
    expect(drawn(threadOf([step('a'), step('b'), step('c')], []))).toBe('a(b(c))');
  });

  it('shows what else goes on from any of its steps, the oldest first, and what goes on from that', () => {
    const others = [run('z'), run('y', 'x'), run('x', 'b'), run('w', 'a'), run('v', 'a'), run('b', 'a')];
    expect(drawn(threadOf([step('a'), step('b'), step('c')], others))).toBe('a(b(c x(y)) v w)');
  });

  it('holds no run twice, and ends where runs say that they go on from each other', () => {
    const others = [run('b', 'c'), run('c', 'b'), run('a', 'a')];
    expect(drawn(threadOf([step('a')], others))).toBe('a');
    expect(drawn(threadOf([step('b')], others))).toBe('b(c)');
  });

  it('is told in an order in which each run comes before what goes on from it', () => {
    const tree = threadOf([step('a'), step('b')], [run('d', 'c'), run('c', 'a')]);
    expect(stepsOf(tree).map(({ jobId, place }) => `${jobId}${place}`)).toEqual(['a1', 'b2', 'c2', 'd3']);
  });
});
