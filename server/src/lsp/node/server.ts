/**
 * The language server in Node: `server.js --stdio` for any editor, `--node-ipc` for the extension. With
 * `--client-files` it asks the client for files, which are then perhaps on no disk.
 */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { clientRuntime } from '../client-runtime.ts';
import { startServer } from '../server.ts';
import { memoryGiver } from './give-back.ts';
import { nodeRuntime, nodeTimers } from './runtime.ts';

const connection = createConnection(ProposedFeatures.all);
const runtime = process.argv.includes('--client-files')
  ? clientRuntime(connection, nodeTimers)
  : nodeRuntime(connection.console);
startServer(connection, { ...runtime, giveBack: memoryGiver() });
connection.listen();
