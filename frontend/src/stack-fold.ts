import type { Section, Traceback } from "./traceback.ts";

/** A stretch of a traceback that is shown, or folded into one line. */
export interface Stretch {
  sections: Section[];
  fold: "library" | "middle" | undefined;
}

const HEAD = 8;
const TAIL = 12;

/** Library frames are folded, and of very many other lines the middle; what it broke with stays in view. */
export function foldStack({ sections }: Traceback): Stretch[] {
  return foldMiddle(foldLibrary(sections));
}

/** So that a fold has a number to tell. */
export function linesOf({ sections }: Stretch): string[] {
  return sections.flatMap(({ lines }) => lines);
}

function foldLibrary(sections: Section[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const section of sections) {
    const fold = section.kind === "library" ? "library" : undefined;
    const last = stretches.at(-1);
    if (fold && last?.fold === fold) last.sections.push(section);
    else stretches.push({ sections: [section], fold });
  }
  return stretches;
}

function foldMiddle(stretches: Stretch[]): Stretch[] {
  const middle = stretches.slice(HEAD, -TAIL);
  if (middle.length < 2) return stretches;
  const folded: Stretch = { sections: middle.flatMap(({ sections }) => sections), fold: "middle" };
  return [...stretches.slice(0, HEAD), folded, ...stretches.slice(-TAIL)];
}
