/**
 * What a second language must supply for a topic: the same keys, each a text. A text that counts (`{{count}}`) may
 * add a `key_one` for languages with a singular; Vietnamese has none.
 */
export type Words<T> = { [K in keyof T]: T[K] extends string ? string : Words<T[K]> } & {
  [K in keyof T & string as T[K] extends string ? `${K}_one` : never]?: string;
};

/** The dotted paths of all texts in a topic. */
export type WordKey<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${WordKey<T[K]>}`;
}[keyof T & string];
