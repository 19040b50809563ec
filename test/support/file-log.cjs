'use strict';
// Loaded before a program (`node --require`): notes in the file that PODSPACE_FILE_LOG names each path that it asks the
// file system for, one a line, as JSON.
const fs = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');
const process = require('node:process');

const append = fs.appendFileSync;
const log = process.env.PODSPACE_FILE_LOG;
let noting = false;

const noted = (real) =>
  function (path, ...rest) {
    if (!noting && path !== log && ['string', 'object'].includes(typeof path)) {
      noting = true;
      append(log, `${JSON.stringify(String(path))}\n`);
      noting = false;
    }
    return Reflect.apply(real, this, [path, ...rest]);
  };

for (const owner of [fs, fs.promises]) {
  for (const name of Object.keys(owner)) {
    if (!/^(?:access|exists|l?stat|open|opendir|read(?:dir|File|link)|realpath|watch)/.test(name))
      continue;
    if (typeof owner[name] === 'function') owner[name] = noted(owner[name]);
  }
}
syncBuiltinESMExports();
