import { image, tcp, udp } from './image-model.ts';
import type { KnownImage } from './image-model.ts';

/** Images that listen on nothing by themselves: what runs in them is all in `command` and `args`. */
export const BASE_IMAGES: readonly KnownImage[] = [
  image({
    id: 'busybox',
    source: 'general knowledge',
    names: ['busybox', 'registry.k8s.io/busybox', 'registry.k8s.io/e2e-test-images/busybox'],
  }),
  image({ id: 'alpine', source: 'general knowledge', names: ['alpine'] }),
  image({
    id: 'debian',
    source: 'general knowledge',
    names: ['debian', 'ubuntu', 'centos', 'fedora', 'rockylinux', 'bash'],
  }),
  image({
    id: 'git',
    names: ['alpine/git'],
    source: 'hub.docker.com/r/alpine/git',
    programs: ['git'],
    args: 'program',
  }),
  image({
    id: 'pause',
    source: 'general knowledge',
    names: ['registry.k8s.io/pause', 'kubernetes/pause'],
  }),
  image({
    id: 'curl',
    source: 'general knowledge',
    names: ['curlimages/curl', 'appropriate/curl'],
    programs: ['curl'],
  }),
  image({ id: 'node', source: 'general knowledge', names: ['node'] }),
  image({ id: 'python', source: 'general knowledge', names: ['python'] }),
  image({ id: 'golang', source: 'general knowledge', names: ['golang'] }),
  image({
    id: 'openjdk/temurin',
    source: 'general knowledge',
    names: ['eclipse-temurin', 'openjdk', 'amazoncorretto'],
  }),
  image({ id: 'ruby', source: 'general knowledge', names: ['ruby', 'perl'] }),
  image({
    id: 'socat',
    source: 'alpine-docker/socat Dockerfile:6',
    names: ['alpine/socat'],
    programs: ['socat'],
    args: 'program',
  }),
  image({
    id: 'docker-dind',
    source: 'docker-library/docker Dockerfile-dind.template:90',
    names: ['docker'],
    tags: /dind/,
    programs: ['dockerd'],
    ports: [
      tcp(2375, {
        when: 'conditional',
        addressFlags: ['--host', '-H'],
      }),
      tcp(2376, {
        addressFlags: ['--host', '-H'],
        offVariables: ['DOCKER_TLS_CERTDIR='],
      }),
    ],
    writes: ['/var/lib/docker', '/certs'],
    sockets: ['/var/run/docker.sock'],
  }),
  image({
    id: 'agnhost',
    source: 'general knowledge',
    names: ['registry.k8s.io/e2e-test-images/agnhost'],
    programs: ['agnhost'],
    args: 'program',
    flagStyle: 'gnu',
    ports: [
      tcp(8080, { when: 'subcommand', subcommand: 'netexec', portFlags: ['--http-port'] }),
      udp(8081, { when: 'subcommand', subcommand: 'netexec', portFlags: ['--udp-port'] }),
      tcp(80, { when: 'subcommand', subcommand: 'test-webserver', portFlags: ['--port'] }),
      tcp(9376, { when: 'subcommand', subcommand: 'serve-hostname', portFlags: ['--port'] }),
      tcp(8080, { when: 'subcommand', subcommand: 'liveness' }),
    ],
  }),
];
