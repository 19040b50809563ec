'use strict';
// Loaded before a program (`node --require`): notes in the file that PODSPACE_NETWORK_LOG names that it watches, and each
// try to open a connection. `network-log.ts` reads it.
const { appendFileSync } = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');
const process = require('node:process');

const program = process.argv.slice(1).join(' ');
const note = (entry) =>
  appendFileSync(process.env.PODSPACE_NETWORK_LOG, `${JSON.stringify({ program, ...entry })}\n`);

const stack = () => {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 50;
  const { stack: lines } = new Error();
  Error.stackTraceLimit = limit;
  return lines;
};

const noting = (real, label) => {
  const see = () => note({ tried: label, stack: stack() });
  return new Proxy(real, {
    apply: (...call) => (see(), Reflect.apply(...call)),
    construct: (...call) => (see(), Reflect.construct(...call)),
  });
};

const wrap = (owner, name, label) => {
  const real = owner[name];
  if (typeof real === 'function') owner[name] = noting(real, label);
};

const net = require('node:net');
wrap(net.Socket.prototype, 'connect', 'net.Socket.connect');
wrap(net.Server.prototype, 'listen', 'net.Server.listen');
wrap(require('node:dgram'), 'createSocket', 'dgram.createSocket');
const dns = require('node:dns');
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6', 'reverse']) {
  wrap(dns, name, `dns.${name}`);
  wrap(dns.promises, name, `dns.promises.${name}`);
}
for (const name of ['http', 'https'])
  for (const call of ['request', 'get']) wrap(require(`node:${name}`), call, `${name}.${call}`);

// An editor takes NODE_OPTIONS away from the programs that it starts: the guard goes along all the same.
const childProcess = require('node:child_process');
const { fork } = childProcess;
childProcess.fork = (file, args, options) => {
  const [list, settings] = Array.isArray(args) ? [args, options] : [[], args];
  const execArgv = [
    '--require',
    require.resolve('./network-guard.cjs'),
    ...(settings?.execArgv ?? process.execArgv),
  ];
  return fork(file, list, { ...settings, execArgv });
};
syncBuiltinESMExports();
// An editor puts its own in the place of these: whoever calls one is still seen.
for (const name of ['fetch', 'WebSocket']) {
  let current = noting(globalThis[name], name);
  Object.defineProperty(globalThis, name, {
    configurable: true,
    get: () => current,
    set: (value) => {
      current = noting(value, name);
    },
  });
}
note({});
