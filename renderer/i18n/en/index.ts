export { frame } from './frame.ts';
export { states } from './states.ts';
export { ui } from './ui.ts';
