/** Before anything is drawn: it is drawn as the reader likes it. */
import { language, live, singleKeys, textSize, theme, times } from "./preferences.ts";

for (const preference of [theme, textSize, language, singleKeys, live, times]) preference.apply();
