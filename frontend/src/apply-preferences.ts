/** Before anything is drawn: it is drawn as the reader likes it. */
import { language, singleKeys, textSize, theme } from "./preferences.ts";

for (const preference of [theme, textSize, language, singleKeys]) preference.apply();
