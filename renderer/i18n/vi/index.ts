export { app } from './app.ts';
export { failureDetails, failures } from './failures.ts';
export { frame } from './frame.ts';
export { session } from './session.ts';
export { states } from './states.ts';
export { ui } from './ui.ts';
