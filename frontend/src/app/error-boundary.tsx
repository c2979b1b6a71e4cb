import { Component, type ReactNode } from 'react';
import { Crashed } from './crashed.tsx';

/** React has no hook for this: what throws while rendering ends here and not in a white page. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <Crashed /> : this.props.children;
  }
}
