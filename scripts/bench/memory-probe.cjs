'use strict';
// Loaded before a program (`node --expose-gc --require`): on each SIGUSR2 it collects garbage, and writes how many bytes
// of the heap are then in use to the file that PODSPACE_MEMORY names.
const { writeFileSync } = require('node:fs');
const process = require('node:process');

process.on('SIGUSR2', () => {
  globalThis.gc();
  globalThis.gc();
  writeFileSync(process.env.PODSPACE_MEMORY, String(process.memoryUsage().heapUsed));
});
