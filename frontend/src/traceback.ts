/** A Python traceback, line by line, with what each line is; joined by line ends it is the text again. */
export interface Traceback {
  sections: Section[];
  /** The exceptions from the one that ended the step back to the one that began it. */
  chain: Link[];
}

/** Lines that belong together: a frame with its code, or one line of anything else. */
export interface Section {
  kind: "own" | "library" | "exception" | "relation" | "other";
  lines: string[];
}

/** `relation` says how it came to the exception before it in the chain. */
export interface Link {
  exception: string;
  relation: "cause" | "context" | undefined;
}

const FRAME = /^\s*(?:[|+-]\s*)*File "(?<file>[^"]*)", line \d+/;
const INDENTED = /^\s*(?:\|\s*)*\s{4,}\S/;
const LIBRARY = [
  /[/\\](?:site|dist)-packages[/\\]/,
  /[/\\]lib(?:64)?[/\\]python\d/,
  /^\/var\/(?:runtime|lang)\//,
  /^\/opt\/python\//,
  /^<frozen /,
];
const CAUSE = "The above exception was the direct cause of the following exception:";
const CONTEXT = "During handling of the above exception, another exception occurred:";

export function parseTraceback(text: string): Traceback {
  const sections: Section[] = [];
  for (const line of text.split("\n")) take(sections, line);
  return { sections, chain: chainOf(sections) };
}

/** Code that is not the job's own: installed packages, the standard library, Lambda's runtime. */
export function isLibrary(file: string): boolean {
  return LIBRARY.some((place) => place.test(file));
}

function take(sections: Section[], line: string): void {
  const last = sections.at(-1);
  const file = FRAME.exec(line)?.groups?.["file"];
  if (file !== undefined) sections.push({ kind: isLibrary(file) ? "library" : "own", lines: [line] });
  else if (isFrame(last) && (INDENTED.test(line) || /^\s*\[Previous line repeated/.test(line))) last.lines.push(line);
  else sections.push({ kind: kindOf(line, last), lines: [line] });
}

function kindOf(line: string, last: Section | undefined): Section["kind"] {
  if (line === CAUSE || line === CONTEXT) return "relation";
  return isFrame(last) && /^\S/.test(line) ? "exception" : "other";
}

function isFrame(section: Section | undefined): section is Section {
  return section?.kind === "own" || section?.kind === "library";
}

/** Python writes the first exception first; a reader wants the last one first. */
function chainOf(sections: Section[]): Link[] {
  const links: Link[] = [];
  let relation: Link["relation"];
  for (const { kind, lines } of sections) {
    if (kind === "relation") relation = lines[0] === CAUSE ? "cause" : "context";
    if (kind !== "exception") continue;
    links.unshift({ exception: lines[0] ?? "", relation: undefined });
    const before = links[1];
    if (before) before.relation = relation;
  }
  return links;
}
