/** Whom an image's containers run as where no `runAsUser` is set. */
export interface ImageUser {
  /** Repository names of Docker Hub's official images. */
  readonly names: readonly string[];
  /** The row is for the tags that match only; of several rows the first one that matches counts. */
  readonly tags?: RegExp;
  /** `root`, or the name of another user, written as a word. */
  readonly user: string;
}

/**
 * By the last USER of the images' Dockerfiles, and root where there is none (docs.docker.com/reference/dockerfile,
 * USER); read in July 2026 at docker-library/{haproxy,httpd,memcached,mongo,mysql,php,postgres,python,rabbitmq,redis,
 * busybox,golang,wordpress}, MariaDB/mariadb-docker, nginx/docker-nginx and nodejs/docker-node. Images whose
 * entry point changes to another user by itself are started as root all the same.
 */
export const IMAGE_USERS: readonly ImageUser[] = [
  { names: ['haproxy'], tags: /^(?:1\.|2\.[0-3](?!\d))/, user: 'root' },
  { names: ['haproxy'], user: 'haproxy' },
  { names: ['memcached'], user: 'memcache' },
  { names: ['mariadb'], tags: /ubi/, user: 'mysql' },
  { names: ['wordpress'], tags: /^cli/, user: 'www-data' },
  {
    names: [
      'alpine',
      'busybox',
      'debian',
      'golang',
      'httpd',
      'mariadb',
      'mongo',
      'mysql',
      'nginx',
      'node',
      'php',
      'postgres',
      'python',
      'rabbitmq',
      'redis',
      'wordpress',
    ],
    tags: /^(?!.*(?:nanoserver|windowsservercore))/,
    user: 'root',
  },
];
