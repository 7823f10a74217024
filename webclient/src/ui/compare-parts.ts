// What only those need who compare: one chunk of its own.

export { Compared } from './compare-panes.tsx';
export { Picker } from './compare-picker.tsx';
