/** Passing signs that are shown and forgotten: someone is typing. Never stored, never repeated. */
export interface TypingSignal {
  conversationId: string;
  from: 'consumer' | 'bot' | 'agent';
}

export type TypingListener = (signal: TypingSignal) => void;

export class Signals {
  private readonly listeners = new Set<TypingListener>();

  typing(signal: TypingSignal): void {
    for (const listener of this.listeners) listener(signal);
  }

  /** @returns what ends the subscription. */
  subscribe(listener: TypingListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
