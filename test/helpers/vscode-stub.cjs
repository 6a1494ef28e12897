// As much of the editor as the extension's script needs to start its server: loaded before the script, in a process of its own. Says at the end what the
// script registered, as JSON.
const Module = require('node:module');
const { EventEmitter: Emitter } = require('node:events');

const [, , script, server, trusted] = process.argv;
const calls = [];
const disposable = { dispose() {} };
const event = () => disposable;

/** What a part of the editor has by name, and else events and functions that only take notice. */
function part(own) {
  const get = (target, name) => {
    if (name in target) return target[name];
    if (/^on[A-Z]/.test(String(name))) return event;
    return /^(register|create)/.test(String(name)) ? (...args) => (calls.push([name, ...args]), disposable) : undefined;
  };
  return new Proxy(own, { get });
}

class EventEmitter {
  #emitter = new Emitter();
  event = (listener) => (this.#emitter.on('event', listener), disposable);
  fire = (value) => this.#emitter.emit('event', value);
  dispose() {}
}

class CodeActionKind {
  static Empty = new CodeActionKind('');
  constructor(value) {
    this.value = value;
  }
  append(more) {
    return new CodeActionKind(this.value === '' ? more : `${this.value}.${more}`);
  }
}

const channel = { logLevel: 0, onDidChangeLogLevel: event, dispose() {} };
for (const name of ['append', 'appendLine', 'trace', 'debug', 'info', 'warn', 'error', 'show'])
  channel[name] = (text) => void calls.push(['output', text]);

const known = {
  __esModule: true,
  version: '1.91.0',
  EventEmitter,
  CodeActionKind,
  Disposable: class {
    static from = () => disposable;
    dispose() {}
  },
  CancellationTokenSource: class {
    token = { isCancellationRequested: false, onCancellationRequested: event };
    cancel() {}
    dispose() {}
  },
  Uri: {
    parse: (text) => ({ scheme: 'file', toString: () => text }),
    file: (path) => ({ scheme: 'file', fsPath: path, toString: () => `file://${path}` }),
  },
  env: { language: 'en', appName: 'test' },
  workspace: part({
    isTrusted: trusted === 'trusted',
    textDocuments: [],
    notebookDocuments: [],
    getConfiguration: () => ({ get: (_, otherwise) => otherwise }),
    createFileSystemWatcher: () => ({ onDidChange: event, onDidCreate: event, onDidDelete: event, dispose() {} }),
  }),
  window: part({
    visibleTextEditors: [],
    tabGroups: { all: [], onDidChangeTabs: event, onDidChangeTabGroups: event },
    createOutputChannel: () => channel,
    showErrorMessage: async (text) => void calls.push(['error', text]),
  }),
  languages: part({
    match: () => 0,
    createDiagnosticCollection: () => ({ set() {}, delete() {}, clear() {}, dispose() {} }),
  }),
  commands: part({}),
  notebooks: part({}),
};
/** Of the editor's many other classes and enums only the names count. */
const names = (name) =>
  new Proxy(class {}, {
    get: (target, key) => (key in target || typeof key === 'symbol' ? target[key] : `${name}.${key}`),
  });
const vscode = new Proxy(known, {
  get: (target, name) =>
    name in target || !/^[A-Z]/.test(String(name)) ? target[name] : (target[name] = names(String(name))),
});

const load = Module._load;
Module._load = function (request, ...rest) {
  return request === 'vscode' ? vscode : load.call(this, request, ...rest);
};

const { activate, deactivate } = require(script);
const context = {
  subscriptions: [],
  asAbsolutePath: (path) => require('node:path').join(server, path.replace(/^server./, '')),
};
activate(context).then(async () => {
  await deactivate();
  const registered = calls.map(([name, first]) =>
    name === 'registerCommand' || name === 'error' ? `${name} ${first}` : name,
  );
  process.stdout.write(JSON.stringify(registered), () => process.exit(0));
});
