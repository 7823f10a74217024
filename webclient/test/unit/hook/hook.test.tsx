import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { VNode } from 'preact';

test('the hook compiles TypeScript and JSX', () => {
  const node: VNode<{ title?: string }> = <p title="x">text</p>;
  assert.equal(node.props.title, 'x');
});
