import { testEveryScreen } from './axe-screens.ts';

testEveryScreen({ width: 360, height: 740, touch: true });
