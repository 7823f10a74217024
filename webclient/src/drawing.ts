// What is needed to draw and to see others draw, but not to see the panel: fetched first when the panel is open, or
// when a tool is first used. See state/later.ts.

// From now on what this person does is to be kept: so that it does not take another way to the server and back.
import './store/disk.ts';

export { stageParts as stage } from './stage/parts.ts';
