import { join } from 'node:path';
import { findProgram } from './find-program.ts';

/** The command that opens the VS Code that is installed here, if one is. */
export function findDesktop(): string | undefined {
  return findProgram(['code', ...usualPlaces(), 'code-insiders', 'codium']);
}

/** Whether a window can be shown at all. */
export function hasDisplay(): boolean {
  return (
    process.platform !== 'linux' ||
    process.env['DISPLAY'] !== undefined ||
    process.env['WAYLAND_DISPLAY'] !== undefined
  );
}

function usualPlaces(): string[] {
  switch (process.platform) {
    case 'darwin':
      return ['/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code'];
    case 'win32':
      return [process.env['LOCALAPPDATA'], process.env['PROGRAMFILES']]
        .filter((folder) => folder !== undefined)
        .flatMap((folder) => [
          join(folder, 'Programs/Microsoft VS Code/bin/code.cmd'),
          join(folder, 'Microsoft VS Code/bin/code.cmd'),
        ]);
    default:
      return ['/usr/bin/code', '/usr/share/code/bin/code', '/snap/bin/code'];
  }
}
