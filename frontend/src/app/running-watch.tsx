export { RunWatch } from './run-watch.tsx';
export { RunningList } from './running-list.tsx';
