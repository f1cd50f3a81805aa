import { type Texts, en } from "./en.ts";

export const de: Texts = { ...en, locale: "de" };
