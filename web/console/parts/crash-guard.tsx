import { Component } from 'react';
import type { ReactNode } from 'react';
import { Failure } from './failure';

interface Props {
  children: ReactNode;
}

/** Shows a way on when a page throws, in place of a white screen. */
export class CrashGuard extends Component<Props, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    return this.state.broken ? <Failure kind="broken" /> : this.props.children;
  }
}
