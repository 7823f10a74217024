import { testEveryScreen } from './axe-screens.ts';

testEveryScreen({ width: 1440, height: 900 });
