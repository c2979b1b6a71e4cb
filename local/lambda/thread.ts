// Runs inside a worker thread and hosts function instances.
import { readFileSync } from 'node:fs';
import { constants, Script } from 'node:vm';
import { parentPort } from 'node:worker_threads';
import { serveCallers } from './callers.ts';
import { describeError, type Instance, loadInstance, wrapBundle } from './instance.ts';
import { createLife, type Life, lives, ownSockets } from './life.ts';
import type { FromThread, InstanceData, Invocation, ToThread } from './messages.ts';

const instances = new Map<number, { instance?: Instance; life: Life }>();
/** Bundles by file, each compiled once for as long as an instance uses it. */
const scripts = new Map<string, WeakRef<Script>>();
const send = (message: FromThread) => parentPort?.postMessage(message);

ownSockets();
serveCallers();
process.on('uncaughtException', endInstance);
process.on('unhandledRejection', endInstance);
parentPort?.on('message', (message: ToThread) => {
  if (message.type === 'load') load(message.instance, message.data);
  else if (message.type === 'invoke') void invoke(message.instance, message.invocation);
  else if (message.type === 'ping') send({ type: 'pong' });
  else end(message.instance);
});

/** An uncaught failure ends the instance it belongs to; if it belongs to none, it ends the thread. */
function endInstance(error: unknown) {
  const life = lives.getStore();
  if (life === undefined) throw error;
  const { errorMessage, trace } = describeError(error);
  life.crash('Runtime.UnhandledError', errorMessage, trace);
}

function load(id: number, data: InstanceData) {
  let isLoaded = false;
  const life = createLife(data.environment, (errorType, errorMessage, trace) => {
    const error = { errorType, errorMessage, ...(trace ? { trace } : {}) };
    instances.delete(id);
    send({ type: isLoaded ? 'ended' : 'init-error', instance: id, error });
  });
  instances.set(id, { life });
  try {
    const onLine = (text: string) => send({ type: 'line', instance: id, text });
    const instance = loadInstance(scriptOf(data.file), data, life, onLine);
    if (life.isOver()) return;
    isLoaded = true;
    instances.set(id, { life, instance });
    send({ type: 'ready', instance: id });
  } catch (error) {
    const { errorType, errorMessage, trace } = describeError(error);
    life.crash(errorType, errorMessage, trace);
  }
}

function scriptOf(file: string): Script {
  const known = scripts.get(file)?.deref();
  if (known) return known;
  const script = new Script(wrapBundle(readFileSync(file, 'utf8')), {
    filename: file,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  scripts.set(file, new WeakRef(script));
  return script;
}

async function invoke(id: number, invocation: Invocation) {
  const { instance, life } = instances.get(id) ?? {};
  // It has just ended itself.
  if (!instance || !life) return send({ type: 'ended', instance: id });
  send({ type: 'started', instance: id });
  try {
    const payload = await instance.invoke(invocation);
    if (!life.isOver()) send({ type: 'result', instance: id, payload });
  } catch (error) {
    if (!life.isOver()) send({ type: 'error', instance: id, error: describeError(error) });
  }
}

function end(id: number) {
  instances.get(id)?.life.end();
  instances.delete(id);
  send({ type: 'ended', instance: id });
}
