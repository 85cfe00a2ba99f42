import { readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";
import type { Plugin, Rollup } from "vite";

/** The most that may come over the network before somebody who was never here has a page, compressed, in bytes. */
export const mostBytes = 350_000;

type Styled = Rollup.OutputChunk & { viteMetadata?: { importedCss: Set<string> } };

/** Editors of code and what renders the API come once the page is there, and are larger than all else. */
const afterwards = new Set(["code", "reference"]);

/** The files of a chunk and of all that it imports, with their styles. */
function filesOf(chunk: Styled, bundle: Rollup.OutputBundle, found: Set<string>, alsoLater: boolean): void {
  if (found.has(chunk.fileName)) {
    return;
  }
  found.add(chunk.fileName);
  chunk.viteMetadata?.importedCss.forEach((file) => found.add(file));
  const later = alsoLater ? chunk.dynamicImports.filter((name) => !isAfterwards(bundle, name)) : [];
  for (const name of [...chunk.imports, ...later]) {
    const next = bundle[name];
    if (next?.type === "chunk") {
      filesOf(next, bundle, found, alsoLater && chunk.imports.includes(name));
    }
  }
}

/** Whether a chunk is one of those that come afterwards, or is there for one of them. */
function isAfterwards(bundle: Rollup.OutputBundle, name: string): boolean {
  const chunk = bundle[name];
  const all = chunk?.type === "chunk" ? [name, ...chunk.imports] : [];
  return all.some((each) => {
    const found = bundle[each];
    return found?.type === "chunk" && afterwards.has(found.name);
  });
}

/** What the entry begins with, whatever the page. */
const isProgram = (chunk: Styled) => chunk.isDynamicEntry && chunk.name === "App";

function compressed(content: string | Uint8Array): Buffer {
  return brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } });
}

/**
 * Compresses what is built, for the console to send as it is; and adds up what comes so to somebody who opens a page for the first
 * time: the document, the entry, the largest catalogue, the page, and what the page brings later by itself, such as charts, but
 * not an editor of code. A page that is too heavy fails the build.
 */
export function firstVisit(): Plugin {
  return {
    name: "first-visit",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const sizes = new Map<string, number>();
        for (const [fileName, file] of Object.entries(bundle)) {
          const source = compressed(file.type === "chunk" ? file.code : file.source);
          sizes.set(fileName, source.length);
          if (/^assets\/.*\.(?:js|css)$/.test(fileName)) {
            this.emitFile({ type: "asset", fileName: `${fileName}.br`, source });
          }
        }
        const size = (name: string) => sizes.get(name) ?? 0;
        const chunks = Object.values(bundle).filter((file): file is Styled => file.type === "chunk");
        const entry = chunks.find((chunk) => chunk.isEntry);
        if (entry === undefined) {
          return;
        }
        const always = new Set<string>(["index.html"]);
        for (const part of [entry, ...chunks.filter(isProgram)]) {
          filesOf(part, bundle, always, false);
        }
        const catalogues = chunks.filter((chunk) =>
          /src\/i18n\/[a-z]+\.ts$/.test(chunk.facadeModuleId ?? ""),
        );
        const beside =
          Math.max(...catalogues.map(({ fileName }) => size(fileName))) +
          ["favicon.svg", "scheme.js"]
            .map((name) => compressed(readFileSync(`public/${name}`)).length)
            .reduce((sum, each) => sum + each, 0);
        const pages = chunks
          .filter((chunk) => chunk.isDynamicEntry && /Page$/.test(chunk.name))
          .map((chunk) => {
            const files = new Set(always);
            filesOf(chunk, bundle, files, true);
            const bytes = [...files].reduce((sum, file) => sum + size(file), beside);
            return { name: chunk.name, bytes };
          })
          .sort((left, right) => right.bytes - left.bytes);
        if (pages.length === 0 || !chunks.some(isProgram)) {
          this.error("the chunks have other names: a first visit cannot be added up");
        }
        const said = ({ name, bytes }: { name: string; bytes: number }) =>
          `${name} ${(bytes / 1000).toFixed(0)} kB`;
        this.info(`a first visit: ${pages.map(said).join(", ")}`);
        const heavy = pages.filter(({ bytes }) => bytes > mostBytes);
        if (heavy.length > 0) {
          this.error(`more than ${mostBytes / 1000} kB for a first visit: ${heavy.map(said).join(", ")}`);
        }
      },
    },
  };
}
