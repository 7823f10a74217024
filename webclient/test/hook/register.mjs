// `node --import ./test/hook/register.mjs --test FILES` runs .ts and .tsx tests on Node 20.
import { register } from 'node:module';

register('./loader.mjs', import.meta.url);
