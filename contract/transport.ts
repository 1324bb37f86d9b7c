/** One message of the agreement between page and office. Plain JSON only: survives JSON and structured clone alike. */
export type Json = string | number | boolean | null | { readonly [key: string]: Json } | readonly Json[];

/**
 * A two-way line for plain messages. The electron shell, a loopback WebSocket and an in-process pair implement it;
 * the client and the server of the contract do not know which one they use.
 */
export interface Transport {
  /** Hands one message over. Never throws for a closed line: `onClose` tells. */
  send(message: Json): void;
  /** Returns a function that stops listening. */
  onMessage(listener: (message: Json) => void): () => void;
  /** Called once when the line is gone; at once if it is gone already. Returns a function that stops listening. */
  onClose(listener: () => void): () => void;
  close(): void;
}

/** Largest message either side takes, in bytes of its UTF-8 JSON text. Files travel in slices below it. */
export const MAX_MESSAGE_BYTES = 4 * 1024 * 1024;
