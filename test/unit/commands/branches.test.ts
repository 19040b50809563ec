import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { accesses, factsOf } from './helper.ts';

/** `-p 1` of a script whose container sets SET=yes and NONE="": how sure it is that it listens, if at all. */
function sureness(script: string): string {
  const facts = factsOf(
    `image: busybox\nenv: [{name: SET, value: "yes"}, {name: NONE, value: ""}]\ncommand:\n- sh\n- -c\n- |\n${script.replaceAll(/^/gm, '  ')}\n`,
  );
  return facts.listens.find(({ port }) => port === 1)?.certainty ?? 'never';
}

const server = 'httpd -f -p 1';

describe('how sure it is that a command of a script runs', () => {
  const table: readonly (readonly [script: string, sureness: string])[] = [
    [server, 'certain'],
    [`cd /x && ${server}`, 'certain'],
    [`mkdir -p /x && cd /x && exec ${server}`, 'certain'],
    [`migrate && ${server}`, 'certain'],
    [`(sleep 5; ${server}) &`, 'certain'],
    [`serve() { ${server}; }; serve`, 'certain'],
    [`serve() { ${server}; }`, 'never'],
    [`migrate || ${server}`, 'possible'],
    [`false || ${server}`, 'certain'],
    [`true || ${server}`, 'never'],
    [`[ -f /x ] && ${server}`, 'possible'],
    [`[ -f /x ] || ${server}`, 'possible'],
    [`command -v httpd && ${server}`, 'possible'],
    [`grep -q x /y && ${server}`, 'possible'],
    [`[ -n "$SET" ] && ${server}`, 'certain'],
    [`[ -z "$SET" ] && ${server}`, 'never'],
    [`test "$SET" != yes || ${server}`, 'certain'],
    [`[[ $SET == y* ]] && ${server}`, 'certain'],
    [`[[ -n $NONE || $SET = yes ]] && ${server}`, 'certain'],
    [`[ -n "$NONE" ] && echo x || ${server}`, 'certain'],
    [`[ "$UNSET" = yes ] && ${server}`, 'possible'],
    [`[ \${OTHER:-no} = yes ] && ${server}`, 'never'],
    [`if [ -n "$NONE" ]; then ${server}; fi`, 'never'],
    [`if [ -n "$UNSET" ]; then ${server}; fi`, 'possible'],
    [`if [ -f /a ]; then ${server}; else sleep 1; fi`, 'possible'],
    [`if [ -f /a ]; then ${server}; else httpd -f -h /x -p 1; fi`, 'certain'],
    [`if [ -f /a ]; then ${server}; elif [ -f /b ]; then ${server}; fi`, 'possible'],
    [`if ! [ -n "$NONE" ]; then ${server}; fi`, 'certain'],
    [`case $SET in yes|on) ${server};; esac`, 'certain'],
    [`case $SET in n*) ${server};; esac`, 'never'],
    [`case $SET in no) ;; *) ${server};; esac`, 'certain'],
    [`case $UNSET in no) ;; *) ${server};; esac`, 'possible'],
    [`for i in 1 2; do ${server} & done`, 'certain'],
    [`for i in $(seq 2); do ${server} & done`, 'certain'],
    [`for i in /etc/*.conf; do ${server} & done`, 'possible'],
    [`while true; do ${server}; done`, 'certain'],
    [`while [ -f /x ]; do ${server}; done`, 'possible'],
    [`i=0; while [ $i -lt 3 ]; do ${server}; i=$((i+1)); done`, 'certain'],
    [`n=; while true; do [ -n "$n" ] && ${server}; n=1; done`, 'possible'],
    [`tail -F /x | while read -r line; do ${server}; done`, 'likely'],
    [`trap '${server}' USR1`, 'possible'],
    [`trap '${server}' EXIT`, 'likely'],
    [`[ -f /x ] || exit 1; ${server}`, 'certain'],
    [`[ -f /x ] || { echo no; exit 2; }; ${server}`, 'certain'],
    [`[ -f /x ] && exit 0; ${server}`, 'possible'],
    [`if [ -f /x ]; then exec sleep 1; fi; ${server}`, 'possible'],
    [`if [ -f /x ]; then sleep infinity; fi; ${server}`, 'possible'],
    [`sleep infinity; ${server}`, 'possible'],
    [`sh -c 'exit 0'; ${server}`, 'certain'],
    [`(exit 0); ${server}`, 'certain'],
    [`exit 0; ${server}`, 'never'],
    [`timeout 5 ${server}; sleep 1`, 'possible'],
    [`timeout 5m ${server}; sleep 1`, 'likely'],
    [`timeout 0 ${server}`, 'certain'],
    [`${server} & kill $!; sleep 1`, 'possible'],
    [`${server} & kill -HUP $!; sleep 1`, 'certain'],
    [`${server} & killall httpd; sleep 1`, 'possible'],
    [`${server} & trap "kill $!" TERM; wait`, 'certain'],
  ];
  for (const [script, expected] of table)
    it(script, () => assert.equal(sureness(script), expected));

  it('counts for files, waits, signals and connections too', () => {
    const facts = factsOf(
      'image: busybox\ncommand: [sh, -c, "if [ -f /a ]; then touch /b; pkill x; until nc -z y 1; do :; done; fi"]',
    );
    assert.deepEqual(accesses(facts), ['read /a test', 'write /b possible']);
    assert.deepEqual(
      [...facts.signals, ...facts.waits, ...facts.connects].map(({ certainty }) => certainty),
      ['possible', 'possible', 'possible'],
    );
  });

  it("decides whether the image's own server is still there", () => {
    const server = (script: string) => {
      const facts = factsOf(`image: nginx\nargs: [sh, -c, '${script}']`);
      return [facts.replacesServer, facts.mayReplaceServer];
    };
    assert.deepEqual(server('nginx -g "daemon off;"'), [false, false]);
    assert.deepEqual(server('[ -f /x ] && nginx -g "daemon off;"'), [false, true]);
    assert.deepEqual(server('sleep 1'), [true, false]);
    assert.deepEqual(
      factsOf('image: redis\nargs: [sh, -c, "[ -f /x ] && redis-server --port 1"]')
        .doubtfulDefaults,
      [6379],
    );
  });

  it('decides what ends', () => {
    const ends = (script: string): string =>
      factsOf(`image: busybox\ncommand: [sh, -c, '${script}']`).ends;
    assert.equal(ends('[ -f /x ] && exec sleep infinity'), 'unknown');
    assert.equal(ends('if [ -f /x ]; then sleep infinity; fi'), 'unknown');
    assert.equal(ends('timeout 5 sleep infinity'), 'yes');
    assert.equal(ends('false && sleep infinity'), 'yes');
    assert.equal(ends('cd /x && exec sleep infinity'), 'no');
  });
});
