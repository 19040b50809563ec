import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import { describe, it } from 'mocha';
import { addressesOverlap } from '../../../server/src/analysis/addresses.ts';
import type { Address } from '../../../server/src/commands/facts.ts';

/** An address as the model has it, and what a program would hand to bind() for it. */
interface Bindable {
  readonly address: Address;
  readonly host: string;
  readonly ipv6Only?: boolean;
}

const WILDCARDS: readonly Bindable[] = [
  { address: { type: 'any', family: 'v4' }, host: '0.0.0.0' },
  { address: { type: 'any', family: 'dual' }, host: '::' },
  { address: { type: 'any', family: 'v6' }, host: '::', ipv6Only: true },
  { address: { type: 'loopback', family: 'v4' }, host: '127.0.0.1' },
  { address: { type: 'loopback', family: 'v6' }, host: '::1' },
  { address: { type: 'ip', text: '127.0.0.2' }, host: '127.0.0.2' },
];

/** The machine's own address, where it has one: a pod's IP is such a one. */
const OWN: readonly Bindable[] = Object.values(networkInterfaces())
  .flatMap((list) => list ?? [])
  .filter((found) => !found.internal && found.family === 'IPv4')
  .slice(0, 1)
  .map((found) => ({ address: { type: 'podIP' }, host: found.address }));

type Open = (bindable: Bindable, port: number) => Promise<Server | Socket>;

async function listenTcp(bindable: Bindable, port: number): Promise<Server> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: bindable.host, ipv6Only: bindable.ipv6Only ?? false }, resolve);
  });
  return server;
}

async function bindUdp(bindable: Bindable, port: number): Promise<Socket> {
  const socket = createSocket({
    type: bindable.host.includes(':') ? 'udp6' : 'udp4',
    ipv6Only: bindable.ipv6Only ?? false,
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind({ port, address: bindable.host, exclusive: true }, resolve);
  });
  return socket;
}

/** Whether the kernel refuses the second. Throws where it refuses for another reason than that. */
async function kernelRefuses(open: Open, a: Bindable, b: Bindable): Promise<boolean> {
  const first = await open(a, 0);
  const bound = first.address();
  const port = typeof bound === 'object' && bound ? bound.port : 0;
  try {
    const second = await open(b, port);
    second.close();
    return false;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return true;
    throw error;
  } finally {
    first.close();
  }
}

/** A machine without IPv6 has fewer addresses to compare. */
async function isUsable(bindable: Bindable): Promise<boolean> {
  try {
    const server = await listenTcp(bindable, 0);
    server.close();
    return true;
  } catch {
    return false;
  }
}

const candidates = [...WILDCARDS, ...OWN];
const usable: Bindable[] = [];
for (const candidate of candidates) if (await isUsable(candidate)) usable.push(candidate);

describe('addressesOverlap', () => {
  for (const [protocol, open] of [
    ['TCP', listenTcp],
    ['UDP', bindUdp],
  ] as const) {
    for (const a of usable) {
      for (const b of usable) {
        const name = (one: Bindable): string => `${one.host}${one.ipv6Only ? ' (v6 only)' : ''}`;
        it(`${protocol}: ${name(a)} then ${name(b)}, as bind() has it`, async () => {
          assert.equal(addressesOverlap(a.address, b.address), await kernelRefuses(open, a, b));
        });
      }
    }
  }

  it('takes two written addresses for one only if they are equal', () => {
    const ip = (text: string): Address => ({ type: 'ip', text });
    assert.equal(addressesOverlap(ip('10.0.0.1'), ip('10.0.0.1')), true);
    assert.equal(addressesOverlap(ip('10.0.0.1'), ip('10.0.0.2')), false);
    assert.equal(addressesOverlap(ip('10.0.0.1'), { type: 'podIP' }), false);
  });
});
