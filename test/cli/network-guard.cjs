'use strict';
// Loaded before a program (`node --require`): notes each try to open a connection in the file that PODSPACE_NETWORK_LOG names.
const { appendFileSync } = require('node:fs');
const process = require('node:process');

const note = (what) =>
  appendFileSync(process.env.PODSPACE_NETWORK_LOG, `${what}\n${new Error().stack}\n`);

const wrap = (owner, name, label) => {
  const real = owner[name];
  owner[name] = function (...args) {
    note(label);
    return new.target ? Reflect.construct(real, args, new.target) : Reflect.apply(real, this, args);
  };
};

const net = require('node:net');
wrap(net.Socket.prototype, 'connect', 'net.Socket.connect');
wrap(net.Server.prototype, 'listen', 'net.Server.listen');
wrap(require('node:dgram'), 'createSocket', 'dgram.createSocket');
const dns = require('node:dns');
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6', 'reverse'])
  wrap(dns, name, `dns.${name}`);
wrap(globalThis, 'fetch', 'fetch');
