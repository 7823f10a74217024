// node bench/merge-node.mjs: how long a peer in Node takes to merge 10,000 writes.
import { bundle, report, runs, targetMs } from './merge-bundle.mjs';

const source = await bundle('esm');
const load = await import(`data:text/javascript;base64,${Buffer.from(source).toString('base64')}`);
report(`Node ${process.versions.node}`, load.bench(runs), targetMs);
