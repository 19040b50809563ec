'use strict';
/**
 * Stands in for the native logger of the web editor: the same functions, and lines appended to a
 * file. It does not rotate: a test run is short, and its log folder is thrown away.
 */
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
const off = levels.length;
let commonLevel = 2;

class Logger {
  #path;
  #level = commonLevel;
  #isPlain = false;

  constructor(_type, _name, path) {
    this.#path = path;
  }

  getLevel() {
    return this.#level;
  }

  setLevel(level) {
    this.#level = level;
  }

  setPattern() {
    // One pattern is enough.
  }

  clearFormatters() {
    this.#isPlain = true;
  }

  flush() {
    // Each line is written at once.
  }

  drop() {
    this.#level = off;
  }

  write(level, message) {
    if (level < this.#level) {
      return;
    }
    const line = this.#isPlain
      ? message
      : `${new Date().toISOString()} [${levels[level]}] ${message}\n`;
    try {
      appendFileSync(this.#path, line);
    } catch {
      // The log folder goes away when the run ends, sometimes before its last line.
    }
  }
}

levels.forEach((name, level) => {
  Logger.prototype[name] = function log(message) {
    this.write(level, message);
  };
});

async function createLogger(name, path) {
  mkdirSync(dirname(path), { recursive: true });
  return new Logger('rotating', name, path);
}

exports.version = 0;
exports.setLevel = (level) => {
  commonLevel = level;
};
exports.setFlushOn = () => {
  // Each line is written at once.
};
exports.Logger = Logger;
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
