/** What the suite's files import as `node:assert/strict`: the same for browsers. */
// @ts-expect-error -- The package has no types of its own; its interface is Node's.
import { strict } from 'assert/';
import type nodeAssert from 'node:assert/strict';

export default strict as typeof nodeAssert;
