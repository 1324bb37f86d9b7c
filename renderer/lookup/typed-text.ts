import { create } from 'zustand';

/** What was typed on the look-up page last; in memory only, kept while a hit is open. */
export const useTypedText = create<{ readonly text: string }>()(() => ({ text: '' }));
